import LaneCanvas

/// What a screencast says about itself before its first frame.
///
/// The size is the one the recording begins with, never smaller than one cell: no player shows less. A title may come from
/// anywhere; every format makes it harmless.
package struct ScreencastHeader: Hashable, Sendable {
    package var size: Size
    package var title: String
    package var palette: TerminalPalette
    /// Seconds since 1970; nil for files that come out the same every time.
    package var timestamp: Int?

    package init(
        size: Size, title: String = "", palette: TerminalPalette, timestamp: Int? = nil
    ) {
        self.size = Size(columns: max(size.columns, 1), rows: max(size.rows, 1))
        self.title = title
        self.palette = palette
        self.timestamp = timestamp
    }
}

/// The sixteen ANSI colours and the terminal's own two.
///
/// Always 24-bit colours, always sixteen: what is missing or the terminal's own is taken from `standard`.
package struct TerminalPalette: Hashable, Sendable {
    package let foreground: Color
    package let background: Color
    package let ansi: [Color]

    package init(foreground: Color, background: Color, ansi: [Color]) {
        self.foreground = foreground.rgb == nil ? Self.standardForeground : foreground
        self.background = background.rgb == nil ? Self.standardBackground : background
        self.ansi = Self.standardColors.indices.map { index in
            index < ansi.count && ansi[index].rgb != nil ? ansi[index] : Self.standardColors[index]
        }
    }

    /// Light on dark, the sixteen as most terminals have them.
    package static let standard = TerminalPalette(
        foreground: standardForeground, background: standardBackground, ansi: standardColors)

    private static let standardForeground = Color(red: 0xD0, green: 0xD0, blue: 0xD0)
    private static let standardBackground = Color(red: 0x12, green: 0x13, blue: 0x14)
    private static let standardColors: [Color] = [
        0x1B1D1F, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xE5E5E5,
        0x666666, 0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF,
    ].map { (value: UInt32) in
        Color(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }
}
