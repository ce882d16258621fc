import LaneCanvas
import Testing

@testable import LaneScreencast

/// Pictures read back as a viewer would show them, against the frames they were made of.
@Suite struct SVGScreencastTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func `at every moment the picture's text is that frame's`(seed: UInt64) throws {
        var frames = RandomFrames(seed: seed, resizes: false)
        let size = frames.frame.size
        var format = RecordedText { SVGScreencast(ScreencastHeader(size), finalDelay: .seconds(3), to: $0) }
        var text = format.begin()
        var shown: [String] = []
        for step in 0..<20 {
            let frame = frames.next()
            // XML has no way to write that one.
            shown.append(frame.text.replacing("\u{FFFF}", with: "\u{FFFD}"))
            text += format.show(frame, at: .milliseconds(step * 333))
        }
        text += format.end(at: .seconds(7))
        let picture = try SVGReader(text, size: size)
        for (step, frame) in shown.enumerated() {
            let read = picture.text(at: Double(step) * 0.333)
            #expect(read == frame)
            if read != frame { return }
        }
        #expect(picture.moments.isEmpty || picture.seconds == 10)
    }

    @Test func `a larger frame is cut off, a smaller one filled up`() throws {
        let size = Size(columns: 6, rows: 2)
        var format = RecordedText { SVGScreencast(ScreencastHeader(size), to: $0) }
        var large = Frame(size: Size(columns: 9, rows: 4))
        for row in 0..<4 { large.write("row \(row) 漢字", row: row, column: 0, style: Style()) }
        var small = Frame(size: Size(columns: 3, rows: 1))
        small.write("abc", row: 0, column: 0, style: Style())
        let text =
            format.begin() + format.show(large, at: .zero) + format.show(small, at: .seconds(1))
            + format.end(at: .seconds(2))
        let picture = try SVGReader(text, size: size)
        #expect(picture.text(at: 0) == "row 0\nrow 1")
        #expect(picture.text(at: 1) == "abc\n")
    }

    @Test func `groups appear at their share of the round`() throws {
        let size = Size(columns: 4, rows: 1)
        var format = RecordedText { SVGScreencast(ScreencastHeader(size), finalDelay: .seconds(2), to: $0) }
        var frame = Frame(size: size)
        var text = format.begin()
        for (step, character) in "abcb".enumerated() {
            frame.put(character, row: 0, column: step, style: Style())
            text += format.show(frame, at: .seconds(step))
        }
        text += format.show(frame, at: .seconds(5)) + format.end(at: .seconds(6))
        let picture = try SVGReader(text, size: size)
        #expect(picture.moments == ["K1": 12.5, "K2": 25, "K3": 37.5])
        #expect(picture.seconds == 8)
    }

    @Test func `nothing in a picture comes from outside, or runs`() {
        let demo = DemoFrames(size: Size(columns: 100, rows: 26))
        var format = RecordedText { SVGScreencast(ScreencastHeader(demo.size), to: $0) }
        var text = format.begin()
        for tick in 0..<5 { text += format.show(demo.frame(tick), at: .seconds(tick)) }
        text += format.end(at: .seconds(6))
        for word in ["<script", "href", "@import", "<image", "<foreignObject", "on"] {
            #expect(!text.contains(" \(word)=") && (word == "on" || !text.contains(word)))
        }
        let addresses = text.matches(of: /url\(([^)]*)\)/).map { String($0.1) }
        #expect(addresses.allSatisfy { $0.hasPrefix("#P") })
        #expect(text.contains("@media print,(prefers-reduced-motion:reduce){.F{animation:none!important}}"))
    }

    @Test func `a title from anywhere is only a title`() throws {
        let header = ScreencastHeader(
            size: Size(columns: 2, rows: 1), title: "</title><script>&\u{0}\u{1B}[2J\u{FFFF}",
            palette: .standard)
        let svg = SVGStill.svg(Frame(size: header.size), header: header)
        #expect(try SVGReader(svg, size: header.size).title == "</title><script>&\\u{0}\\u{1B}[2J\u{FFFD}")
    }

    @Test func `backgrounds are as few rectangles as can be, lines join`() {
        let size = Size(columns: 20, rows: 5)
        var frame = Frame(size: size)
        let style = Style(
            foreground: Color(red: 1, green: 2, blue: 3), background: Color(red: 9, green: 9, blue: 9))
        for row in 1..<4 { frame.fill(row: row, columns: 3..<17, style: style) }
        frame.fill(row: 1, columns: 3..<17, character: "━", style: style)
        for row in 2..<4 { frame.put("│", row: row, column: 5, style: style) }
        let svg = SVGStill.svg(frame, header: ScreencastHeader(size))
        // The canvas is the other one.
        #expect(svg.matches(of: /<rect/).count == 2)
        #expect(svg.contains("x=\"24\" y=\"17\" width=\"112\" height=\"51\""))
        #expect(svg.contains("M24 24h112v3h-112z"))
        #expect(svg.contains("M44 34h1v17h-1zM44 51h1v17h-1z"))
    }

    @Test func `the same frames give the same picture`() {
        func record() -> String {
            var frames = RandomFrames(seed: 3)
            var format = RecordedText { SVGScreencast(ScreencastHeader(frames.frame.size), to: $0) }
            var text = format.begin()
            for step in 0..<50 { text += format.show(frames.next(), at: .milliseconds(33 * step)) }
            return text + format.end(at: .seconds(9))
        }
        #expect(record() == record())
    }

    @Test func `dim is nearer to the background, reverse is the other way round`() {
        let style = Style(
            foreground: Color(red: 255, green: 255, blue: 255), background: Color(red: 0, green: 0, blue: 0),
            attributes: [.dim])
        let dim = Ink(style, palette: .standard)
        #expect(dim.foreground.shortHex == "#9f9f9f")
        var reversed = style
        reversed.attributes = .reverse
        let ink = Ink(reversed, palette: .standard)
        #expect(ink.foreground.shortHex == "#000")
        #expect(ink.background.shortHex == "#fff")
    }
}
