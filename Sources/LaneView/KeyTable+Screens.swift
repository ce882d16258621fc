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
        ) { $0.contains(.hasChoice) ? "lane" : nil },
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
        Entry(([.character("R")], .restart), sentence: "Run again from the start") { _ in "restart" },
        theme,
        pickTheme,
        back,
        help,
        quit,
        Entry(gesture: "click", sentence: "Select a lane"),
        Entry(gesture: "wheel", sentence: "Scroll lanes; time with shift, zoom with control"),
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

    static let theme = Entry(
        ([.character("t")], .nextTheme), ([.character("T")], .previousTheme),
        sentence: "Next, previous theme"
    ) { _ in "theme" }

    static let pickTheme = Entry(
        ([.character("P")], .chooseTheme), sentence: "Pick a theme from a list")

    private static let back = Entry(([.escape], .back), sentence: "Back") {
        $0.contains(.canGoBack) ? "back" : nil
    }

    static let help = Entry(([.character("?")], .help), sentence: "Open or close this help") { _ in
        "help"
    }

    static let quit = Entry(
        ([.character("q"), .control("c")], .quit), sentence: "Quit, or close this help"
    ) { _ in "quit" }
}
