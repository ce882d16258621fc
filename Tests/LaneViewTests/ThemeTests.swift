import Foundation
import LaneCanvas
import LaneView
import Testing
import Themes

@Suite struct ThemeTests {
    @Test func `the built-in themes can be read, in the order of their sources`() throws {
        #expect(try Theme.builtIn().map(\.name) == Themes.sources.map(\.name))
        #expect(try Theme.builtIn().map(\.name) == ["dark", "light", "monochrome"])
    }

    @Test func `text can be read on everything that it is written on`() throws {
        for theme in try Theme.builtIn() where theme[.canvas].background != .standard {
            let backgrounds = [Role.canvas, .header, .selection].map { theme[$0].background }
            let graphics: [Role] = [.rule, .edge]
            for role in Role.allCases where !graphics.contains(role) {
                for background in backgrounds {
                    let ratio = try contrast(theme[role].foreground, background)
                    #expect(ratio >= 4.5, "\(theme.name).\(role): \(ratio)")
                }
            }
            for role in graphics {
                let ratio = try contrast(theme[role].foreground, theme[.canvas].background)
                #expect(ratio >= 3, "\(theme.name).\(role): \(ratio)")
            }
            for lock in 0..<theme.lockCount {
                for background in backgrounds {
                    let ratio = try contrast(theme.lock(lock).foreground, background)
                    #expect(ratio >= 4.5, "\(theme.name) lock \(lock): \(ratio)")
                }
            }
        }
    }

    @Test func `eight locks are told apart by colour, from each other and from errors`() throws {
        for theme in try Theme.builtIn() where theme[.canvas].background != .standard {
            #expect(theme.lockCount == 8)
            let colors = (0..<theme.lockCount).map { theme.lock($0).foreground } + [theme[.error].foreground]
            for (index, color) in colors.enumerated() {
                for other in colors[(index + 1)...] {
                    let distance = try difference(color, other)
                    #expect(distance >= 25, "\(theme.name) \(index): \(distance)")
                }
            }
        }
    }

    @Test func `monochrome uses the terminal's own colours only`() throws {
        let theme = try #require(try Theme.builtIn().last)
        for style in Role.allCases.map({ theme[$0] }) + (0..<theme.lockCount).map(theme.lock) {
            #expect(style.foreground == .standard)
            #expect(style.background == .standard)
        }
    }

    @Test func `a lock that is held by a sleeper keeps its colour as background`() throws {
        let theme = try #require(try Theme.builtIn().first)
        #expect(theme.onLock(0).attributes.contains(.reverse))
        #expect(theme.onLock(0).foreground == theme.lock(0).foreground)
    }

    @Test func `lock colours begin anew after the last`() throws {
        let theme = try #require(try Theme.builtIn().first)
        #expect(theme.lock(theme.lockCount) == theme.lock(0))
        #expect(theme.lock(-1) == theme.lock(0))
    }

    @Test(arguments: [
        (
            "rule      = \"slate\"", "rule = \"salte\"",
            "roles.rule: \"salte\" is not in the palette: expected one of"
        ),
        (
            "rule      = \"slate\"", "ruler = \"slate\"",
            "roles.ruler is no role: expected one of canvas, header"
        ),
        ("rule      = \"slate\"", "rule = 7", "roles.rule: expected a palette name, or a table such as"),
        ("rule      = \"slate\"", "rule = { fg = 7 }", "roles.rule.fg: expected a palette name"),
        ("rule      = \"slate\"", "rule = { bold = 1 }", "roles.rule.bold: expected true or false"),
        ("rule      = \"slate\"", "rule = { bald = true }", "roles.rule.bald: expected fg, bg, bold, dim"),
        (
            "slate  = \"#5d6a80\"", "slate = \"5d6a80\"",
            "palette.slate: expected a colour such as \"#1f2933\""
        ),
        ("locks = [", "locks = [\"gold\", ", "locks: \"gold\" is not in the palette"),
    ])
    func `an error names file, line and what was expected`(
        _ original: String, _ replacement: String, _ message: String
    ) throws {
        let source = try #require(Themes.sources.first).toml
        let line =
            try #require(source.components(separatedBy: "\n").firstIndex { $0.hasPrefix(original) }) + 1
        let broken = source.replacingOccurrences(of: original, with: replacement)
        let error = #expect(throws: ThemeError.self) { try Theme(name: "mine", toml: broken) }
        #expect(
            error?.description.hasPrefix("mine.toml:\(line): \(message)") == true,
            "\(String(describing: error))")
    }

    @Test func `a missing role, section or cycle is named`() throws {
        let source = try #require(Themes.sources.first).toml
        let message = { (toml: String) in
            #expect(throws: ThemeError.self) { try Theme(name: "mine", toml: toml) }?.message ?? ""
        }
        #expect(
            message(source.replacingOccurrences(of: "done      =", with: "# ")).hasPrefix(
                "roles.done is missing"))
        #expect(message("").hasPrefix("expected a section [palette]"))
        #expect(message("[palette]").hasPrefix("expected a section [roles]"))
        #expect(
            message(source.replacingOccurrences(of: "locks =", with: "looks =")).hasPrefix(
                "locks: expected a list"))
    }

    @Test func `a file that is not TOML is refused with its line`() {
        let error = #expect(throws: ThemeError.self) { try Theme(name: "mine", toml: "[palette]\nred = \n") }
        #expect(error?.line == 2)
        #expect(error?.file == "mine.toml")
    }
}

/// WCAG 2.2, "contrast ratio".
private func contrast(_ one: Color, _ other: Color) throws -> Double {
    let luminances = try [one, other].map { color in
        let (red, green, blue) = try linear(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
}

/// The distance in CIE L*a*b*, as of 1976.
private func difference(_ one: Color, _ other: Color) throws -> Double {
    func lab(_ color: Color) throws -> [Double] {
        let (red, green, blue) = try linear(color)
        let root = { (value: Double) in value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116 }
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
        let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }
    return try zip(lab(one), lab(other)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
}

private func linear(_ color: Color) throws -> (Double, Double, Double) {
    let rgb = try #require(color.rgb)
    func decode(_ value: UInt8) -> Double {
        let value = Double(value) / 255
        return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (decode(rgb.red), decode(rgb.green), decode(rgb.blue))
}
