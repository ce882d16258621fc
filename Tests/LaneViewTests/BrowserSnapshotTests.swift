import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

@Suite struct BrowserSnapshotTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    private let theme: Theme
    private let preview: BrowserPreview

    init() throws {
        theme = try #require(try Theme.builtIn().first)
        let sample = Samples.lock()
        let expected = BrowserPreview.Extent(end: Instant(nanoseconds: 4_200_000_000), lanes: 6)
        preview = BrowserPreview(trace: sample.trace, now: sample.status.now, speed: 4, expected: expected)
    }

    private func expectSnapshots(_ browser: BrowserScreen, _ preview: BrowserPreview?, _ name: String) throws
    {
        for size in Self.sizes {
            for (glyphs, suffix) in [(Glyphs.unicode, ""), (.ascii, "-ascii")] {
                let frame = browser.frame(preview: preview, theme: theme, glyphs: glyphs, size: size)
                try expectSnapshot(frame, "\(name)-\(size)\(suffix)")
            }
        }
    }

    @Test func `scenarios by chapter, and the selected one running beside them`() throws {
        var browser = BrowserScreen(Samples.entries)
        browser.select("lock")
        try expectSnapshots(browser, preview, "browser")
    }

    @Test func `a search leaves what matches, the best selected`() throws {
        var browser = BrowserScreen(Samples.entries)
        for character in "join" { _ = browser.apply(.type(character), size: Self.sizes[0]) }
        try expectSnapshots(browser, nil, "browser-search")
    }

    @Test func `who has never been here is told five keys`() throws {
        var browser = BrowserScreen(Samples.entries, isWelcome: true)
        browser.select("lock")
        try expectSnapshots(browser, preview, "browser-welcome")
    }
}
