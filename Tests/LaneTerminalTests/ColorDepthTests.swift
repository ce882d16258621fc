import LaneCanvas
import Testing

@testable import LaneTerminal

@Suite struct ColorDepthTests {
    private func color(_ hex: String) throws -> Color { try #require(Color(hex: hex)) }

    @Test(arguments: [
        (-1, ColorDepth.none), (2, .none), (8, .ansi8), (16, .ansi16), (88, .ansi16), (256, .indexed256),
        (65_536, .indexed256), (1 << 24, .direct),
    ])
    func `the number of colours decides the depth`(colors: Int, depth: ColorDepth) {
        #expect(ColorDepth(colors: colors, noColor: nil) == depth)
        #expect(ColorDepth(colors: colors, noColor: "") == depth)
        #expect(ColorDepth(colors: colors, noColor: "1") == .none)
    }

    @Test(arguments: [ColorDepth.none, .ansi8, .ansi16, .indexed256, .direct])
    func `the terminal's own colour stays its own`(depth: ColorDepth) {
        #expect(depth.index(of: .standard) == -1)
    }

    @Test(arguments: [
        ("#000000", 16), ("#ffffff", 231), ("#ff0000", 196), ("#00ff00", 46), ("#0000ff", 21),
        ("#5f87af", 67),
        ("#808080", 244), ("#121212", 233), ("#eeeeee", 255), ("#010101", 16),
    ])
    func `256 colours: the nearest of cube and greys`(hex: String, index: Int32) throws {
        #expect(ColorDepth.indexed256.index(of: try color(hex)) == index)
    }

    @Test(arguments: [
        ("#000000", 0), ("#cc0000", 1), ("#ff0000", 1), ("#00ff00", 2), ("#ffff00", 3), ("#0000ff", 4),
        ("#ffffff", 7),
    ])
    func `8 colours: the nearest`(hex: String, index: Int32) throws {
        #expect(ColorDepth.ansi8.index(of: try color(hex)) == index)
    }

    @Test(arguments: [("#ff0000", 9), ("#cd0000", 1), ("#808080", 8), ("#ffffff", 15), ("#e5e5e5", 7)])
    func `16 colours: bright ones too`(hex: String, index: Int32) throws {
        #expect(ColorDepth.ansi16.index(of: try color(hex)) == index)
    }

    @Test func `direct colours are themselves, except the eight numbers that mean ANSI colours`() throws {
        #expect(ColorDepth.direct.index(of: try color("#123456")) == 0x123456)
        #expect(ColorDepth.direct.index(of: try color("#000003")) == 8)
        #expect(ColorDepth.direct.index(of: try color("#000000")) == 8)
    }

    @Test func `text never falls together with its background`() throws {
        let front = try color("#202030")
        let back = try color("#101020")
        #expect(ColorDepth.ansi8.indices(foreground: front, background: back) == (7, 0))
        #expect(ColorDepth.ansi16.indices(foreground: front, background: back) == (8, 0))
        let light = try color("#fafafa")
        #expect(ColorDepth.ansi16.indices(foreground: try color("#ffffff"), background: light) == (8, 15))
        // Asked for, it is given: a solid bar is text in its own colour.
        #expect(ColorDepth.ansi8.indices(foreground: back, background: back) == (0, 0))
        #expect(ColorDepth.none.indices(foreground: front, background: back) == (-1, -1))
    }

    @Test(arguments: [
        // Pastels keep their hue, texts stay white.
        ("#8fcadb", "#2e3440", 6), ("#ebcb8b", "#2e3440", 3), ("#a3be8c", "#2e3440", 2),
        ("#ee8b93", "#2e3440", 1), ("#d8dee9", "#2e3440", 7), ("#45a5ff", "#0f131a", 6),
        // Blue on black is read by nobody.
        ("#0000ff", "#000000", 7),
        // Dark inks on paper; there is no green that can be read on white.
        ("#586e75", "#fdf6e3", 0), ("#046dac", "#fdf6e3", 4), ("#cd1e21", "#fdf6e3", 1),
        ("#c22274", "#fdf6e3", 5), ("#606f00", "#fdf6e3", 0),
    ])
    func `8 colours: text by its hue, if that can be read`(front: String, back: String, index: Int32) throws {
        let indices = ColorDepth.ansi8.indices(foreground: try color(front), background: try color(back))
        #expect(indices.foreground == index)
    }

    @Test(arguments: [ColorDepth.ansi8, .ansi16])
    func `whatever the theme, text differs enough from its background`(depth: ColorDepth) throws {
        let steps: [UInt8] = [0, 60, 120, 180, 255]
        let colors = steps.flatMap { red in
            steps.flatMap { green in steps.map { Color(red: red, green: green, blue: $0) } }
        }
        for back in colors {
            for front in colors where front != back {
                let indices = depth.indices(foreground: front, background: back)
                let palette = XtermPalette.ansi
                let ratio = palette[Int(indices.foreground)].contrast(to: palette[Int(indices.background)])
                #expect(ratio >= 3)
            }
        }
    }

    @Test func `pairs are numbered once, until the terminal has no more`() {
        var pairs = ColorPairs(capacity: 3)
        #expect(pairs.number(foreground: -1, background: -1) == .known(0))
        #expect(pairs.number(foreground: 1, background: -1) == .new(1))
        #expect(pairs.number(foreground: 1, background: 2) == .new(2))
        #expect(pairs.number(foreground: 1, background: -1) == .known(1))
        #expect(pairs.number(foreground: 3, background: 3) == .full)
        #expect(pairs.number(foreground: 1, background: 2) == .known(2))
        pairs.removeAll()
        #expect(pairs.number(foreground: 3, background: 3) == .new(1))
        var none = ColorPairs(capacity: 0)
        #expect(none.number(foreground: 1, background: 1) == .full)
    }
}
