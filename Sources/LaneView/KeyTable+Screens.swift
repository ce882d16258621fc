import LaneCanvas

extension KeyTable {
    /// The keys of the lane screen, the most wanted first.
    package static let lanes = KeyTable([
        Entry(([.character(" ")], .togglePause), sentence: "Pause, or let the run go on") {
            $0.contains(.over) ? nil : $0.contains(.paused) ? "resume" : "pause"
        },
        Entry(([.character(".")], .step), sentence: "Pause, or take one step") {
            $0.contains(.over) ? nil : "step"
        },
        Entry(([.character("n")], .stepThread), sentence: "One step of the selected lane") {
            $0.contains([.paused, .canStepThread]) && !$0.contains(.over) ? "step lane" : nil
        },
        Entry(
            ([.left, .character("h")], .scrollLeft), ([.right, .character("l")], .scrollRight),
            sentence: "Look back and forth in time"
        ) { $0.contains(.canScroll) ? "scroll" : nil },
        Entry(([.home], .scrollToStart), sentence: "See the start of the run"),
        Entry(([.end], .followLive), sentence: "Follow the run live again") {
            $0.contains(.isScrolled) ? "live" : nil
        },
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the lane above, below"
        ) { $0.contains(.isInPrimitives) ? "primitive" : $0.contains(.hasChoice) ? "lane" : nil },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a lane a page away"),
        Entry(
            ([.character("g")], .selectFirst), ([.character("G")], .selectLast),
            sentence: "Select the first, last lane"),
        Entry(
            ([.character("["), .character("-")], .zoomOut), ([.character("]"), .character("+")], .zoomIn),
            sentence: "Zoom out, in"
        ) { _ in "zoom" },
        Entry(
            ([.character("<")], .slower), ([.character(">")], .faster), sentence: "Run slower, faster"
        ) { $0.contains(.over) ? nil : "speed" },
        Entry(
            ([.enter], .choose),
            sentence: "Details of the lane; in the primitives, highlight the lanes that used one"
        ) { $0.contains(.isInPrimitives) ? "highlight" : $0.contains(.hasSelection) ? "details" : nil },
        Entry(([.character("w")], .showWaits), sentence: "Who waits for whom") {
            $0.contains(.anyWaits) ? "who waits" : nil
        },
        Entry(([.tab], .focusNext), sentence: "Select a primitive, and back to the lanes") {
            $0.contains(.isInPrimitives) ? "lanes" : $0.contains(.hasPrimitives) ? "primitives" : nil
        },
        Entry(([.backTab], .focusPrevious), sentence: "The same, the other way round"),
        Entry(([.character("c")], .showContention), sentence: "How long was waited for each lock") {
            $0.contains(.hasPrimitives) ? "contention" : nil
        },
        Entry(([.character("R")], .restart), sentence: "Run again from the start") { _ in "restart" },
        theme,
        back,
        help,
        quit,
        Entry(gesture: "click", sentence: "Select a lane"),
        Entry(gesture: "wheel", sentence: "Scroll lanes; time with shift, zoom with control"),
    ])

    /// The keys of the scenario browser.
    package static let browser = KeyTable([
        Entry(([.enter], .choose), sentence: "Run the selected scenario") {
            $0.contains(.hasSelection) ? "run" : nil
        },
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the scenario above, below"
        ) { $0.contains(.hasChoice) ? "select" : nil },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a scenario a page away"),
        Entry(
            ([.home, .character("g")], .selectFirst), ([.end, .character("G")], .selectLast),
            sentence: "Select the first, last scenario"),
        theme,
        help,
        quit,
        Entry(gesture: "click", sentence: "Select a scenario; run the selected one"),
        Entry(gesture: "wheel", sentence: "Scroll the list"),
    ])

    /// What the keys of either screen do while its help is open, for the key bar.
    package static let openHelp = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Scroll the help"
        ) { $0.contains(.hasChoice) ? "scroll" : nil },
        theme,
        Entry(([.character("?")], .help), sentence: "Close the help") { _ in "close" },
    ])

    private static let theme = Entry(
        ([.character("t")], .nextTheme), ([.character("T")], .previousTheme),
        sentence: "Next, previous theme"
    ) { _ in "theme" }

    private static let back = Entry(([.escape], .back), sentence: "Back") {
        $0.isDisjoint(with: [.canGoBack, .isInPrimitives, .isHighlighting]) ? nil : "back"
    }

    private static let help = Entry(([.character("?")], .help), sentence: "Open or close this help") { _ in
        "help"
    }

    private static let quit = Entry(
        ([.character("q"), .control("c")], .quit), sentence: "Quit, or close this help"
    ) { _ in "quit" }
}
