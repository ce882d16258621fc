import LaneCanvas

/// The theme as a terminal's palette, for the files of screencasts: what a player that knows nothing of themes paints with.
extension Theme {
    /// The canvas's own colours, or sensible ones where they are the terminal's.
    package var foreground: Color { ansi.foreground }
    package var background: Color { ansi.background }

    /// Black, red, green, yellow, blue, magenta, cyan and white as the theme has them, then the same eight bright.
    package var ansiColors: [Color] { ansi.colors }

    private var ansi: AnsiPalette {
        AnsiPalette(
            canvas: self[.canvas], muted: self[.muted], panel: self[.header],
            hues: Role.allCases.map { ($0, self[$0].foreground) }
                + (0..<lockCount).map { (nil, lock($0).foreground) })
    }
}
