import LaneCanvas
import LaneView
import Testing
import Themes

/// Themes as terminals' palettes.
@Suite struct AnsiPaletteTests {
    private static let themes = ((try? Theme.builtIn()) ?? []) + [.plain]

    private func hue(_ color: Color) throws -> Double {
        let rgb = try #require(color.rgb)
        let (red, green, blue) = (Double(rgb.red), Double(rgb.green), Double(rgb.blue))
        let (most, least) = (max(red, green, blue), min(red, green, blue))
        let span = max(most - least, 1)
        let sixth =
            most == red
            ? (green - blue) / span : most == green ? 2 + (blue - red) / span : 4 + (red - green) / span
        return (sixth * 60 + 360).truncatingRemainder(dividingBy: 360)
    }

    private func sum(_ color: Color) throws -> Int {
        let rgb = try #require(color.rgb)
        return Int(rgb.red) + Int(rgb.green) + Int(rgb.blue)
    }

    @Test(arguments: themes.indices) func `a theme has sixteen colours, every one with a value`(_ number: Int)
    {
        let theme = Self.themes[number]
        #expect(theme.ansiColors.count == 16)
        #expect(theme.ansiColors.allSatisfy { $0.rgb != nil })
        #expect(theme.foreground.rgb != nil && theme.background.rgb != nil)
        #expect(theme.ansiColors == theme.ansiColors)
        #expect(Self.themes.count > 10)
    }

    @Test(arguments: themes.indices) func `text can be read on the background`(_ number: Int) throws {
        let theme = Self.themes[number]
        #expect(try contrast(theme.foreground, theme.background) >= 4.5)
    }

    @Test(arguments: themes.indices) func `each hue is its own, and the bright ones no darker`(_ number: Int)
        throws
    {
        let theme = Self.themes[number]
        let degrees: [Double] = [0, 120, 60, 240, 300, 180]
        for (index, degrees) in zip(1...6, degrees) {
            let apart = abs(try hue(theme.ansiColors[index]) - degrees)
            #expect(min(apart, 360 - apart) <= 51, "\(theme.name) \(index)")
            let (normal, bright) = (try sum(theme.ansiColors[index]), try sum(theme.ansiColors[index + 8]))
            #expect(bright >= normal)
        }
        let (black, white) = (try sum(theme.ansiColors[0]), try sum(theme.ansiColors[7]))
        #expect(black < white)
        #expect(try sum(theme.ansiColors[15]) >= white)
    }

    @Test func `the canvas and what goes wrong keep their colours`() throws {
        let dark = try #require(Self.themes.first { $0.name == "dark" })
        #expect(dark.background == Color(hex: "#0f131a"))
        #expect(dark.foreground == Color(hex: "#e6ebf2"))
        #expect(dark.ansiColors[0] == dark.background)
        #expect(dark.ansiColors[1] == dark[.error].foreground)
        #expect(dark.ansiColors[2] == dark[.done].foreground)
        #expect(dark.ansiColors[3] == dark[.warning].foreground)
        let light = try #require(Self.themes.first { $0.name == "light" })
        #expect(light.ansiColors[0] == light.foreground)
        #expect(light.ansiColors[15] == light.background)
    }
}
