import LaneCanvas

extension Color {
    /// `#rrggbb`; nil for the terminal's own colour.
    var hex: String? {
        guard let (red, green, blue) = rgb else { return nil }
        return Self.hex(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    private static func hex(_ value: UInt32) -> String {
        "#" + String(value | 0x100_0000, radix: 16).dropFirst()
    }
}
