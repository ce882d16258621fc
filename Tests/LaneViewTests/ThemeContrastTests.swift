import LaneCanvas
import LaneView
import Testing
import Themes

@Suite struct ThemeContrastTests {
    private static let names = (try? Theme.builtIn().map(\.name)) ?? []

    private func theme(_ name: String) throws -> Theme {
        try #require(try Theme.builtIn().first { $0.name == name })
    }

    /// Monochrome has no colours of its own: what can be read there is up to the terminal.
    private func hasColors(_ theme: Theme) -> Bool { theme[.canvas].background != .standard }

    @Test(arguments: names) func `text can be read on everything that it is written on`(_ name: String) throws
    {
        let theme = try theme(name)
        guard hasColors(theme) else { return }
        let backgrounds = [Role.canvas, .header, .selection].map { theme[$0].background }
        let graphics: [Role] = [.rule, .edge]
        for role in Role.allCases where !graphics.contains(role) {
            for background in backgrounds {
                let ratio = try contrast(theme[role].foreground, background)
                #expect(ratio >= 4.5, "\(role): \(ratio)")
            }
        }
        for role in graphics {
            let ratio = try contrast(theme[role].foreground, theme[.canvas].background)
            #expect(ratio >= 3, "\(role): \(ratio)")
        }
        for lock in 0..<theme.lockCount {
            for background in backgrounds {
                let ratio = try contrast(theme.lock(lock).foreground, background)
                #expect(ratio >= 4.5, "lock \(lock): \(ratio)")
            }
        }
    }

    /// What a lane can show: its glyph, and its style.
    private func looks(_ theme: Theme, _ glyphs: Glyphs) -> [(state: String, glyph: Character, style: Style)]
    {
        var looks: [(state: String, glyph: Character, style: Style)] = [
            ("ready", glyphs.ready, theme[.ready]), ("running", glyphs.running, theme[.running]),
            ("sleeping", glyphs.sleeping, theme[.sleeping]), ("done", glyphs.done, theme[.done]),
            ("failed", glyphs.failed, theme[.error]), ("joining", glyphs.waiting, theme[.joining]),
        ]
        for lock in 0..<theme.lockCount {
            looks += [
                ("waiting for \(lock)", glyphs.waiting, theme.lock(lock)),
                ("holding \(lock)", glyphs.holding, theme.lock(lock)),
                ("sleeping with \(lock)", glyphs.sleeping, theme.onLock(lock)),
                ("ready with \(lock)", glyphs.ready, theme.onLock(lock)),
            ]
        }
        return looks
    }

    @Test(arguments: names) func `any two states differ in glyph, attributes or clearly in colour`(
        _ name: String
    ) throws {
        let theme = try theme(name)
        for glyphs in [Glyphs.unicode, .ascii] {
            let looks = looks(theme, glyphs)
            for (index, look) in looks.enumerated() {
                for other in looks[(index + 1)...] where look.glyph == other.glyph {
                    if look.style.attributes != other.style.attributes { continue }
                    // Without colours, joins look like waits for the second lock; the state in words tells them apart.
                    if !hasColors(theme), look.state == "joining" { continue }
                    let distance = try difference(look.style.foreground, other.style.foreground)
                    #expect(distance >= 15, "\(look.state), \(other.state): \(distance)")
                }
            }
        }
    }

    @Test func `without any colour the states are told apart by glyph`() {
        for glyphs in [Glyphs.unicode, .ascii] {
            let states = [
                glyphs.ready, glyphs.running, glyphs.waiting, glyphs.holding, glyphs.sleeping, glyphs.done,
                glyphs.failed,
            ]
            #expect(Set(states).count == states.count)
        }
    }

    @Test(arguments: names)
    func `five locks and more are told apart by colour, from each other and from errors`(
        _ name: String
    ) throws {
        let theme = try theme(name)
        guard hasColors(theme) else { return }
        #expect(theme.lockCount >= 5)
        let colors = (0..<theme.lockCount).map { theme.lock($0).foreground } + [theme[.error].foreground]
        for (index, color) in colors.enumerated() {
            for other in colors[(index + 1)...] {
                let distance = try difference(color, other)
                #expect(distance >= 20, "\(index): \(distance)")
            }
        }
    }

    @Test(arguments: Vision.allCases) func `okabe-ito's locks and errors are told apart by colour-blind eyes`(
        _ vision: Vision
    ) throws {
        let theme = try theme("okabe-ito")
        let colors = try
            ((0..<theme.lockCount).map { theme.lock($0).foreground } + [theme[.error].foreground])
            .map(vision.sees)
        for (index, color) in colors.enumerated() {
            for other in colors[(index + 1)...] {
                let distance = try difference(color, other)
                // Blind to blue is one eye in ten thousand; to red or green, one man's in twelve.
                #expect(distance >= (vision == .tritanopia ? 12 : 16), "\(index): \(distance)")
            }
        }
    }

    @Test func `the high-contrast theme reaches 7 to 1`() throws {
        let theme = try theme("high-contrast")
        for role in Role.allCases where role != .rule && role != .edge {
            let ratio = try contrast(theme[role].foreground, theme[.selection].background)
            #expect(ratio >= 7, "\(role): \(ratio)")
        }
    }
}
