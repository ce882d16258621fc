import LaneCanvas

/// What keys of the lane screen do while something lies over it, for the key bar.
extension KeyTable {
    static let openDetails = KeyTable([
        scroll,
        Entry(([.tab], .nextPanel), sentence: "Next lane") { _ in "lane" },
        Entry(([.enter], .choose), sentence: "Close the details") { _ in "close" },
    ])

    static let openWaits = KeyTable([
        scroll, Entry(([.character("w")], .showWaits), sentence: "Close the graph") { _ in "close" },
    ])

    static let openContention = KeyTable([
        scroll,
        Entry(([.tab], .nextPanel), sentence: "Sort by the next column") {
            _ in "sort"
        },
        Entry(([.character("c")], .showContention), sentence: "Close the table") { _ in "close" },
    ])

    static let openFindings = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the finding above, below"
        ) { _ in "finding" },
        Entry(([.enter], .choose), sentence: "See the moment") { _ in "go there" },
        Entry(([.character("!")], .showFindings), sentence: "Close the list") { _ in "close" },
    ])

    private static let scroll = Entry(
        ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown), sentence: "Scroll"
    ) { $0.contains(.hasChoice) ? "scroll" : nil }
}
