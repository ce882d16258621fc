import LaneCanvas

/// How many colours a terminal shows, and which of them stands for a colour of a theme. Pure.
package enum ColorDepth: Hashable, Sendable {
    /// Attributes only.
    case none
    /// The eight ANSI colours.
    case ansi8
    /// The ANSI colours and their bright versions.
    case ansi16
    /// xterm's 256: the sixteen, a 6×6×6 cube and 24 greys.
    case indexed256
    /// The terminal takes red, green and blue as they are.
    case direct

    /// `colors` is terminfo's `max_colors`. A user who has set NO_COLOR to anything gets none (no-color.org).
    package init(colors: Int, noColor: String?) {
        guard noColor?.isEmpty ?? true else {
            self = .none
            return
        }
        self =
            switch colors {
            case ..<8: .none
            case ..<16: .ansi8
            case ..<256: .ansi16
            case ..<(1 << 24): .indexed256
            default: .direct
            }
    }

    /// The terminal's number for the colour; -1 for the terminal's own.
    func index(of color: Color) -> Int32 {
        guard let rgb = color.rgb else { return -1 }
        switch self {
        case .none: return -1
        case .ansi8: return Self.nearest(to: rgb, in: XtermPalette.ansi.prefix(8))
        case .ansi16: return Self.nearest(to: rgb, in: XtermPalette.ansi[...])
        case .indexed256: return XtermPalette.index(nearest: rgb)
        // Direct-colour descriptions (`xterm-direct`) keep the numbers below 8 for the ANSI colours.
        case .direct: return max(Int32(rgb.number), 8)
        }
    }

    /// Foreground and background together: two colours that differ in the theme and would fall together here
    /// are kept apart, because text in the colour of its background cannot be read.
    func indices(foreground: Color, background: Color) -> (foreground: Int32, background: Int32) {
        let back = index(of: background)
        let front = index(of: foreground)
        guard foreground != background, let rgb = foreground.rgb else { return (front, back) }
        switch self {
        case .none, .direct: return (front, back)
        case .ansi8: return (AnsiInk(rgb).index(among: XtermPalette.ansi.prefix(8), on: back), back)
        case .ansi16: return (AnsiInk(rgb).index(among: XtermPalette.ansi[...], on: back), back)
        case .indexed256:
            guard front == back, let rgb = background.rgb else { return (front, back) }
            return (rgb.isLight ? 0 : 15, back)
        }
    }

    private static func nearest(to color: RGB, in palette: ArraySlice<RGB>) -> Int32 {
        let best = palette.indices.min { palette[$0].distance(to: color) < palette[$1].distance(to: color) }
        return Int32(best ?? 0)
    }
}
