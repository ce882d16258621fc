import LaneCanvas
import Testing

@Suite struct RGBTests {
    private func rgb(_ hex: String) throws -> RGB { try #require(RGB(hex: hex)) }

    @Test(arguments: [
        ("#000000", "#000"), ("#ffffff", "#fff"), ("#1e90ff", "#1e90ff"), ("#aabbcc", "#abc"),
        ("#aabbcd", "#aabbcd"), ("#00000a", "#00000a"),
    ])
    func `a colour is written as it is read, and in short where that says the same`(
        hex: String, short: String
    ) throws {
        let color = try rgb(hex)
        #expect(color.hex == hex)
        #expect(color.shortHex == short)
        #expect(RGB(color.number) == color)
        #expect(Color(color).rgb == color)
    }

    @Test func `mixing goes from one colour to the other, dimming three eighths of the way`() throws {
        let (black, white) = (RGB(0x000000), RGB(0xFFFFFF))
        #expect(black.mixed(with: white, share: 0) == black)
        #expect(black.mixed(with: white, share: 1) == white)
        #expect(black.mixed(with: white, share: 0.5).hex == "#808080")
        #expect(white.dimmed(on: black).hex == "#9f9f9f")
        #expect(white.dimmed(on: white) == white)
    }

    @Test func `lightness goes from black to white`() throws {
        let (black, white) = (RGB(0x000000), RGB(0xFFFFFF))
        #expect(black.luma == 0 && abs(white.luma - 1) < 1e-9)
        #expect(black.luminance == 0 && abs(white.luminance - 1) < 1e-9)
        #expect(!black.isLight && white.isLight)
        #expect(abs(black.contrast(to: white) - 21) < 1e-9)
        #expect(abs(white.contrast(to: black) - 21) < 1e-9)
        #expect(white.contrast(to: white) == 1)
    }

    @Test(arguments: [
        ("#ff0000", 0.0), ("#ffff00", 60), ("#00ff00", 120), ("#00ffff", 180), ("#0000ff", 240),
        ("#ff00ff", 300), ("#ff0080", 329.88),
    ])
    func `a hue is an angle`(hex: String, degrees: Double) throws {
        let hue = try #require(try rgb(hex).hue)
        #expect(abs(hue - degrees) < 0.01)
    }

    @Test(arguments: ["#000000", "#808080", "#ffffff"]) func `greys have no hue`(hex: String) throws {
        let grey = try rgb(hex)
        #expect(grey.hue == nil && grey.chroma == 0 && grey.saturation == 0)
    }

    @Test func `hues are as far apart as the shorter way round`() {
        #expect(RGB.angle(10, 350) == 20)
        #expect(RGB.angle(350, 10) == 20)
        #expect(RGB.angle(0, 180) == 180)
    }

    @Test func `distance is none to itself, and the same both ways`() throws {
        let (one, other) = (try rgb("#1e90ff"), try rgb("#2472c8"))
        #expect(one.distance(to: one) == 0)
        #expect(one.distance(to: other) == other.distance(to: one))
        #expect(RGB(0x000000).distance(to: RGB(0xFFFFFF)) == 584_970)
    }
}
