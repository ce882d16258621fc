import LaneCanvas

/// A colour as it comes out on paper: never the terminal's own.
struct RGB: Hashable, Sendable {
    /// `0xRRGGBB`.
    let value: UInt32

    init(_ color: Color, standard: Color) {
        let (red, green, blue) = color.rgb ?? standard.rgb ?? (0, 0, 0)
        value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }

    private init(value: UInt32) { self.value = value }

    /// Three eighths of the way to another colour: what a dim character looks like on that background.
    func dimmed(on background: RGB) -> RGB {
        var mixed: UInt32 = 0
        for shift: UInt32 in [16, 8, 0] {
            let (own, other) = (value >> shift & 0xFF, background.value >> shift & 0xFF)
            mixed |= ((own * 5 + other * 3) / 8) << shift
        }
        return RGB(value: mixed)
    }

    /// `#rrggbb`, or `#rgb` where that says the same.
    var hex: String {
        let short = value >> 8 & 0xF00 | value >> 4 & 0xF0 | value & 0xF
        let isShort =
            value >> 20 == value >> 16 & 0xF && value >> 12 & 0xF == value >> 8 & 0xF
            && value >> 4 & 0xF == value & 0xF
        return isShort
            ? "#" + String(short | 0x1000, radix: 16).dropFirst()
            : "#" + String(value | 0x100_0000, radix: 16).dropFirst()
    }
}

/// How a cell is painted: colours as they are seen, reversed and dimmed already.
struct Ink: Hashable, Sendable {
    let foreground: RGB
    let background: RGB
    let isBold: Bool
    let isItalic: Bool
    let isUnderlined: Bool

    init(_ style: Style, palette: TerminalPalette) {
        var front = RGB(style.foreground, standard: palette.foreground)
        var back = RGB(style.background, standard: palette.background)
        if style.attributes.contains(.reverse) { swap(&front, &back) }
        foreground = style.attributes.contains(.dim) ? front.dimmed(on: back) : front
        background = back
        isBold = style.attributes.contains(.bold)
        isItalic = style.attributes.contains(.italic)
        isUnderlined = style.attributes.contains(.underline)
    }
}
