import LaneCanvas
import Testing
import ThreadTrace
import Themes

@testable import LaneView

@Suite struct CaptionTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 100, rows: 30),
    ]
    private static let sentence =
        "Four workers add to one counter. Each takes the lock first, and the others wait in its colour."

    private func frame(
        _ text: String, _ size: Size, _ glyphs: Glyphs = .unicode, theme: Theme = .plain
    ) -> Frame {
        let sample = Samples.lock()
        var frame = LaneScreen().frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, size: size)
        CaptionOverlay(text: text, theme: theme, glyphs: glyphs).draw(in: Area(size), on: &frame)
        return frame
    }

    @Test(arguments: sizes) func `a caption stands above the key bar`(_ size: Size) throws {
        try expectSnapshot(frame(Self.sentence, size), "caption-\(size)")
        try expectSnapshot(frame("Watch the lock", size, .ascii), "caption-short-\(size)-ascii")
    }

    @Test func `it takes three lines at most, harmless and ended by an ellipsis`() {
        let text = "esc\u{1B}[2J\u{202E} 漢字 " + String(repeating: "word ", count: 500)
        for size in Self.sizes {
            let plain = LaneScreen().frame(
                trace: Samples.lock().trace, status: Samples.lock().status, theme: .plain, glyphs: .unicode,
                size: size)
            let frame = frame(text, size)
            let changed = (0..<size.rows).filter { row in
                (0..<size.columns).contains { frame[row, $0] != plain[row, $0] }
            }
            #expect(changed.count <= (size.rows < 14 ? 3 : 5))
            #expect(changed.last == size.rows - 2)
            #expect(frame.text.contains("\\u{1B}[2J"))
            #expect(frame.text.contains("…"))
        }
    }

    @Test func `nothing said is nothing drawn, and no window is too small`() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)] {
            #expect(frame("", size).text == frame("  ", size).text)
            #expect(!frame("", size).text.contains("╭"))
        }
        for columns in 0...12 {
            for rows in 0...6 {
                let size = Size(columns: columns, rows: rows)
                #expect(frame(Self.sentence, size).size == size)
            }
        }
    }

    @Test func `it is bold, on a background that is not the lanes'`() throws {
        for theme in try Theme.builtIn() {
            let frame = frame("Watch", Size(columns: 80, rows: 24), theme: theme)
            let column = try #require((0..<80).first { frame[21, $0].character == "W" })
            let style = frame[21, column].style
            #expect(style.attributes.contains(.bold))
            let canvas = theme[.canvas]
            #expect(
                style.background != canvas.background || style.attributes.contains(.reverse), "\(theme.name)")
        }
    }
}
