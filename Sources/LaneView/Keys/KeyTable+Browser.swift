import LaneCanvas

extension KeyTable {
    /// The keys of the scenario browser.
    package static let browser = KeyTable([
        run,
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the scenario above, below"
        ) { $0.contains(.hasChoice) ? "select" : nil },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a scenario a page away"),
        pages, halfPages,
        Entry(
            ([.home], .selectFirst), ([.end], .selectLast), sentence: "Select the first, last scenario"),
        Entry(
            ([.character("g")], .selectFirst), ([.character("G")], .selectLast),
            sentence: "The same, for hands on the letters"),
        Entry(
            ([.character("/")], .search),
            sentence: "Search names, titles, concepts, chapters and summaries"
        ) { _ in "search" },
        Entry(gesture: "letters", sentence: "Begin a search too, those that are no keys"),
        Entry(([.escape], .back), sentence: "Clear the search: all scenarios again"),
        theme,
        pickTheme,
        help,
        quit,
        Entry(gesture: "click", sentence: "Select a scenario; run the selected one; a key below"),
        Entry(gesture: "wheel", sentence: "Scroll the list"),
    ])

    /// The keys of the scenario browser while somebody types what to search for. Characters are no keys then.
    package static let search = KeyTable([
        run,
        Entry(([.escape], .back), sentence: "Clear the search: all scenarios again") { _ in "clear" },
        Entry(([.up], .selectUp), ([.down], .selectDown), sentence: "Select the scenario above, below") {
            $0.contains(.hasChoice) ? "select" : nil
        },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a scenario a page away"),
        pages, halfPages,
        Entry(
            ([.home], .selectFirst), ([.end], .selectLast), sentence: "Select the first, last scenario"),
        Entry(([.backspace], .erase), sentence: "Take the last character back"),
        Entry(([.function(1)], .help), sentence: "Open or close the help"),
        Entry(([.control("c"), .function(10)], .quit), sentence: "Quit") { _ in "quit" },
    ])

    private static let run = Entry(([.enter], .choose), sentence: "Run the selected scenario") {
        $0.contains(.hasSelection) ? "run" : nil
    }
}
