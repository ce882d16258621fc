import Glibc

/// Which of the eight or sixteen ANSI colours a text is written in.
///
/// The nearest by distance would make pastels white and text on a light background bright. Hue is what people go by,
/// so the hue decides; where no colour of about that hue can be read on the background, it is black, grey or white.
struct AnsiInk {
    /// WCAG's least contrast for graphics and large text. The user's own ANSI colours are not known any better.
    private static let contrast = 3.0
    /// In degrees. The ANSI colours are 60 apart.
    private static let nearHue = 45.0

    private let color: RGB

    init(_ rgb: (red: UInt8, green: UInt8, blue: UInt8)) {
        color = RGB(red: Int32(rgb.red), green: Int32(rgb.green), blue: Int32(rgb.blue))
    }

    /// - Parameter background: the number in the palette that it is written on; negative for the terminal's own.
    func index(among palette: ArraySlice<RGB>, on background: Int32) -> Int32 {
        let back = palette.indices.contains(Int(background)) ? palette[Int(background)] : nil
        let readable = palette.indices.filter { index in
            back.map { palette[index].contrast(to: $0) >= Self.contrast } ?? true
        }
        let hue = color.isText ? nil : color.hue
        let near = readable.filter { index in
            guard let hue, let other = palette[index].hue else { return false }
            return RGB.angle(hue, other) <= Self.nearHue
        }
        let candidates = near.isEmpty ? readable.filter { palette[$0].hue == nil } : near
        let best = candidates.min { one, other in
            let angles = [one, other].map { index in
                hue.flatMap { hue in palette[index].hue.map { RGB.angle(hue, $0).rounded() } } ?? 0
            }
            if angles[0] != angles[1] { return angles[0] < angles[1] }
            return palette[one].distance(to: color) < palette[other].distance(to: color)
        }
        return Int32(best ?? 0)
    }
}

extension RGB {
    /// Degrees, red at 0, green at 120; nil for greys.
    fileprivate var hue: Double? {
        let (least, most) = (min(red, green, blue), max(red, green, blue))
        guard most > least else { return nil }
        let range = Double(most - least)
        let sector =
            if most == red {
                Double(green - blue) / range
            } else if most == green {
                Double(blue - red) / range + 2
            } else {
                Double(red - green) / range + 4
            }
        return sector < 0 ? 60 * sector + 360 : 60 * sector
    }

    /// Whether it is a grey for people: nearly black, or with little colour for its lightness, as themes' texts are.
    fileprivate var isText: Bool {
        let most = max(red, green, blue)
        let colour = Double(most - min(red, green, blue)) / Double(max(most, 1))
        switch most {
        case ..<64: return true
        case ..<128: return colour < 0.3
        case ..<205: return colour < 0.2
        default: return colour < 0.28
        }
    }

    fileprivate static func angle(_ one: Double, _ other: Double) -> Double {
        let difference = abs(one - other)
        return min(difference, 360 - difference)
    }

    /// WCAG 2.2, "contrast ratio".
    func contrast(to other: RGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    private var luminance: Double {
        func linear(_ value: Int32) -> Double {
            let value = Double(value) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
