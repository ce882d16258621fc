import LaneCanvas

/// Whatever can be typed there is searched for, so its keys are no characters.
extension KeyTable {
    /// The keys of the scenario browser.
    package static let browser = KeyTable([
        Entry(([.enter], .choose), sentence: "Run the selected scenario") {
            $0.contains(.hasSelection) ? "run" : nil
        },
        Entry(
            ([.up], .selectUp), ([.down], .selectDown), sentence: "Select the scenario above, below"
        ) { $0.contains(.hasChoice) ? "select" : nil },
        Entry(
            ([.control("p")], .selectUp), ([.control("n")], .selectDown),
            sentence: "The same, for hands on the letters"),
        Entry(([.escape], .back), sentence: "Clear the search: all scenarios again") {
            $0.contains(.searching) ? "clear" : nil
        },
        Entry(([.backspace], .erase), sentence: "Take the last character back"),
        Entry(gesture: "type", sentence: "Search names, titles, concepts, chapters and summaries") {
            $0.contains(.searching) ? nil : "search"
        },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a scenario a page away"),
        pages, halfPages,
        Entry(
            ([.home], .selectFirst), ([.end], .selectLast), sentence: "Select the first, last scenario"),
        nextTheme,
        Entry(([.function(3)], .previousTheme), sentence: "Previous theme"),
        Entry(([.function(2)], .chooseTheme), sentence: "Pick a theme from a list"),
        Entry(([.function(1), .control("g")], .help), sentence: "Open or close this help") { _ in "help" },
        Entry(
            ([.control("x"), .function(10), .control("c")], .quit), sentence: "Quit, or close this help"
        ) { _ in "quit" },
        Entry(gesture: "click", sentence: "Select a scenario; run the selected one; a key below"),
        Entry(gesture: "wheel", sentence: "Scroll the list"),
    ])

    /// What the browser's keys do while its help is open, for the key bar.
    package static let openBrowserHelp = KeyTable([
        Entry(([.up], .selectUp), ([.down], .selectDown), sentence: "Scroll the help") {
            $0.contains(.hasChoice) ? "scroll" : nil
        },
        nextTheme,
        Entry(([.function(1)], .help), sentence: "Close the help") { _ in "close" },
    ])

    private static let nextTheme = Entry(([.control("t")], .nextTheme), sentence: "Next theme") { _ in
        "theme"
    }
}
