import LaneCanvas

extension KeyTable {
    /// The keys while the theme picker is open. It takes them all, pausing apart: the run goes on behind it.
    package static let openPicker = KeyTable([
        Entry(([.enter], .choose), sentence: "Keep the selected theme") { _ in "keep" },
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Try the theme above, below"
        ) { $0.contains(.hasChoice) ? "try" : nil },
        Entry(
            ([.character("t"), .control("t")], .nextTheme),
            ([.character("T"), .function(3)], .previousTheme), sentence: "Try the next, previous theme"),
        Entry(([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Try a theme a page away"),
        pages, halfPages,
        Entry(
            ([.home, .character("g")], .selectFirst), ([.end, .character("G")], .selectLast),
            sentence: "Try the first, last theme"),
        Entry(([.escape], .back), sentence: "Go back to the theme before") { _ in "as before" },
        Entry(
            ([.character("P"), .function(2)], .chooseTheme),
            sentence: "Keep it, with the key that opened the list"),
        Entry(
            ([.character("q"), .control("c"), .function(10)], .quit),
            sentence: "Go back, with the key that closes things"),
        Entry(([.character(" ")], .togglePause), sentence: "Pause, or let the run go on"),
    ])
}
