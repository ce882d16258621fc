import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// Any key, action or preview at any time in any window: frames have the size that was asked for, and what is selected is
/// in view, once.
@Suite struct RandomizedBrowserTests {
    private static let keys: [Key] =
        [
            .up, .down, .pageUp, .pageDown, .home, .end, .enter, .escape, .backspace, .tab, .control("c"),
            .control("u"), .control("g"), .function(1), .function(7),
        ]
        + "/abelorst 19-?qtTjkgG漢\u{301}\u{7}".map(Key.character)

    private static func entries(_ count: Int) -> [ScenarioEntry] {
        (0..<count).map {
            ScenarioEntry(
                name: "s\($0)", title: "title \($0)", summary: "about \($0)\u{7}",
                chapter: $0 < 3 ? "" : "Chapter \($0 / 7) 漢字",
                concepts: $0 % 2 == 0 ? [] : ["ros\u{E9}", "\($0)"])
        }
    }

    @Test(arguments: [0, 1, 3, 40, 200]) func `the browser bears everything`(_ count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let samples = [Samples.lock(), Samples.deadlock(), Samples.failed(), Samples.crowd(100)]
        var browser = BrowserScreen(Self.entries(count), isWelcome: true)
        var preview: BrowserPreview?
        for _ in 0..<2000 {
            if Int.random(in: 0..<20, using: &random) == 0 {
                let sample = samples.randomElement(using: &random)
                let clock =
                    Int64.random(in: 0...(.max), using: &random) >> Int64.random(in: 0...62, using: &random)
                let end = Instant(nanoseconds: clock)
                preview = sample.map {
                    BrowserPreview(
                        trace: $0.trace, now: end, speed: 4,
                        expected: Bool.random(using: &random)
                            ? nil : .init(end: end, lanes: .random(in: 0...2000, using: &random)))
                }
            }
            let size = RandomizedScreenTests.size(&random)
            let key = Self.keys.randomElement(using: &random) ?? .enter
            let action =
                Bool.random(using: &random)
                ? RandomizedScreenTests.action(&random) : browser.action(for: key)
            if case .run(let name)? = action.flatMap({ browser.apply($0, size: size) }) {
                try #require(name == browser.selected?.name)
            }
            let glyphs = Bool.random(using: &random) ? Glyphs.unicode : .ascii
            let frame = browser.frame(preview: preview, theme: .plain, glyphs: glyphs, size: size)
            try #require(frame.size == size)
            if browser.query.isEmpty { try #require((browser.selected == nil) == (count == 0)) }
            if size.columns >= 40, size.rows >= 10, !browser.isHelpOpen, !browser.isWelcome {
                let marker: Character = glyphs == .unicode ? "▸" : ">"
                let marked = (1..<size.rows).filter { frame[$0, 1].character == marker }
                try #require(marked.count == (browser.selected == nil ? 0 : 1))
            }
        }
    }
}
