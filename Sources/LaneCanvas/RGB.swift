import Glibc

/// A colour in sRGB, eight bits a channel: what every `Color` is that is not the terminal's own.
///
/// All arithmetic with colours is here. What has a number in the literature is exact; what compares colours is meant for
/// choosing among a few of them, not for measuring.
package struct RGB: Hashable, Sendable {
    package let red, green, blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// `0xRRGGBB`; higher bits are not looked at.
    package init(_ number: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: number >> 16), green: UInt8(truncatingIfNeeded: number >> 8),
            blue: UInt8(truncatingIfNeeded: number))
    }

    /// `0xRRGGBB`.
    package var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}

// MARK: Hexadecimal notation

extension RGB {
    /// Reads `#rrggbb`, in either case. Anything else is nil.
    package init?(hex: String) {
        let digits = hex.utf8.dropFirst()
        guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6 else { return nil }
        // `UInt32(_:radix:)` would take a sign as the first digit.
        guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
        guard let number = UInt32(hex.dropFirst(), radix: 16) else { return nil }
        self.init(number)
    }

    /// `#rrggbb`.
    package var hex: String { "#" + String(number | 0x100_0000, radix: 16).dropFirst() }

    /// CSS's shorthand `#rgb` where it says the same, `#rrggbb` otherwise.
    package var shortHex: String {
        let channels = [red, green, blue]
        guard channels.allSatisfy({ $0 >> 4 == $0 & 0xF }) else { return hex }
        return channels.reduce(into: "#") { $0 += String($1 & 0xF, radix: 16) }
    }
}

// MARK: Mixing

extension RGB {
    /// Linear interpolation of the channels, as they are encoded; a share of 1 is the other colour.
    package func mixed(with other: RGB, share: Double) -> RGB {
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return RGB(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// Three eighths of the way to the background, rounded down: how terminals draw SGR 2, faint.
    package func dimmed(on background: RGB) -> RGB {
        func dim(_ own: UInt8, _ other: UInt8) -> UInt8 { UInt8((Int(own) * 5 + Int(other) * 3) / 8) }
        return RGB(
            red: dim(red, background.red), green: dim(green, background.green),
            blue: dim(blue, background.blue))
    }
}

// MARK: Lightness

extension RGB {
    /// Luma, from 0 to 1 (ITU-R BT.601): how bright it looks, from the encoded channels.
    package var luma: Double {
        let (red, green, blue) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
        return 0.299 * red + 0.587 * green + 0.114 * blue
    }

    /// Whether black is read better on it than white: luma of at least a half, in eighths.
    package var isLight: Bool { 2 * Int(red) + 5 * Int(green) + Int(blue) >= 8 * 128 }

    /// Relative luminance, from 0 to 1 (WCAG 2.2): the light that it gives.
    package var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio, from 1 to 21 (WCAG 2.2); the same both ways.
    package func contrast(to other: RGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }
}

// MARK: Hue, saturation, value

extension RGB {
    /// HSV's value: the strongest channel.
    package var value: UInt8 { max(red, green, blue) }

    /// The strongest channel less the weakest; 0 for greys.
    package var chroma: UInt8 { value - min(red, green, blue) }

    /// HSV's saturation, from 0 to 1: chroma as a share of the value.
    package var saturation: Double { Double(chroma) / Double(max(value, 1)) }

    /// HSV's hue in degrees, from 0 up to 360: red 0, green 120, blue 240. Nil for greys.
    package var hue: Double? {
        guard chroma > 0 else { return nil }
        func over(_ one: UInt8, _ other: UInt8) -> Double { Double(Int(one) - Int(other)) / Double(chroma) }
        let sector =
            switch value {
            case red: over(green, blue)
            case green: over(blue, red) + 2
            default: over(red, green) + 4
            }
        return sector < 0 ? 60 * sector + 360 : 60 * sector
    }

    /// The smaller angle between two hues, at most 180 degrees.
    package static func angle(_ one: Double, _ other: Double) -> Double {
        let difference = abs(one - other)
        return min(difference, 360 - difference)
    }
}

// MARK: Distance

extension RGB {
    /// Squared distance, weighted as the eye weighs: Thiadmer Riemersma, "Colour metric" (CompuPhase, 1999).
    package func distance(to other: RGB) -> Int {
        let mean = (Int(red) + Int(other.red)) / 2
        let (red, green, blue) = (
            Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
        )
        return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256
    }
}
