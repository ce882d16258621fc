import LaneCanvas

/// What the glyphs on lanes mean, in the colours that they have now.
struct HelpLegend {
    let theme: Theme
    let glyphs: Glyphs

    private static let textColumn = 5

    var lines: [[Piece]] {
        [[Piece(text: "Lanes", style: theme[.heading])]]
            + [
                line(glyphs.running, theme[.running], "runs"),
                line(glyphs.holding, theme.lock(0), "runs, holding this lock"),
                line(glyphs.waiting, theme.lock(0), "waits for this lock"),
                line(glyphs.waiting, theme[.joining], "waits for a thread"),
                line(glyphs.waiting, theme[.awaiting], "waits for a future"),
                line(glyphs.ready, theme[.ready], "could go, was not chosen"),
                line(glyphs.sleeping, theme[.sleeping], "sleeps"),
                line(glyphs.sleeping, theme.onLock(0), "sleeps, holding this lock"),
                line(glyphs.done, count: 1, theme[.done], "done"),
                line(glyphs.failed, count: 1, theme[.error], "failed, or deadlocked"),
                line(glyphs.edge, count: 1, theme[.edge], "now"),
                line(glyphs.cursor, count: 1, theme[.paused], "the moment that is shown"),
                line(glyphs.next, count: 1, theme[.next], "goes next"),
                line(glyphs.selected, count: 1, theme[.brand], "selected"),
                line(glyphs.used, count: 1, theme.lock(0), "used what is highlighted"),
                line(Character(glyphs.waiters), count: 1, theme.lock(0), "behind it, who waits for it"),
                [],
                [Piece(text: "A colour for each primitive:", style: theme[.canvas])],
                (0..<min(theme.lockCount, 9)).map {
                    Piece(
                        column: $0 * 3, text: String(repeating: glyphs.holding, count: 2),
                        style: theme.lock($0))
                },
            ]
    }

    private func line(
        _ glyph: Character, count: Int = 3, _ style: Style, _ text: String
    ) -> [Piece] {
        [
            Piece(text: String(repeating: glyph, count: count), style: style),
            Piece(column: Self.textColumn, text: text, style: theme[.canvas]),
        ]
    }
}
