/// A colour as a theme means it: 24 bits, or whatever the terminal's user has chosen as standard.
///
/// What a terminal can really show is decided where it is shown; a frame never loses colour.
package struct Color: Hashable, Sendable {
    /// `0xRRGGBB`, or `standardValue`, which no 24-bit colour equals.
    private let value: UInt32
    private static let standardValue: UInt32 = 0x0100_0000

    private init(value: UInt32) { self.value = value }

    /// The terminal's own foreground or background.
    package static let standard = Color(value: standardValue)

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.init(RGB(red: red, green: green, blue: blue))
    }

    package init(_ rgb: RGB) { value = rgb.number }

    /// Reads `#rrggbb`, in either case. Anything else is nil.
    package init?(hex: String) {
        guard let rgb = RGB(hex: hex) else { return nil }
        self.init(rgb)
    }

    /// Nil when the colour is the terminal's own.
    package var rgb: RGB? { value == Self.standardValue ? nil : RGB(value) }
}

/// What a terminal can do to a character besides colouring it.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1 << 0)
    package static let dim = Attributes(rawValue: 1 << 1)
    package static let italic = Attributes(rawValue: 1 << 2)
    package static let underline = Attributes(rawValue: 1 << 3)
    package static let reverse = Attributes(rawValue: 1 << 4)
}

/// How a cell looks, apart from its character.
package struct Style: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var attributes: Attributes

    package init(
        foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

extension Style {
    /// This style on the background of another, whose attributes it also takes on: text within a bar.
    package func over(_ base: Style) -> Style {
        Style(
            foreground: foreground, background: base.background,
            attributes: attributes.union(base.attributes))
    }
}
