import LaneCanvas

/// The sixteen ANSI colours and the terminal's own two.
///
/// Always sixteen, and always known: what is missing or the terminal's own is taken from `standard`.
package struct TerminalPalette: Hashable, Sendable {
    package let foreground: RGB
    package let background: RGB
    package let ansi: [RGB]

    package init(foreground: Color, background: Color, ansi: [Color]) {
        self.foreground = foreground.rgb ?? Self.standardForeground
        self.background = background.rgb ?? Self.standardBackground
        self.ansi = Self.standardColors.indices.map { index in
            (index < ansi.count ? ansi[index].rgb : nil) ?? Self.standardColors[index]
        }
    }

    /// Light on dark, the sixteen as most terminals have them.
    package static let standard = TerminalPalette(foreground: .standard, background: .standard, ansi: [])

    private static let standardForeground = RGB(0xD0D0D0)
    private static let standardBackground = RGB(0x121314)
    private static let standardColors: [RGB] = [
        0x1B1D1F, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xE5E5E5,
        0x666666, 0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF,
    ].map { RGB($0 as UInt32) }
}
