import Foundation
import LaneCanvas
import Testing

/// WCAG 2.2, "contrast ratio".
func contrast(_ one: Color, _ other: Color) throws -> Double {
    let luminances = try [one, other].map { color in
        let (red, green, blue) = try linear(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
}

/// The distance in CIE L*a*b*, as of 1976.
func difference(_ one: Color, _ other: Color) throws -> Double {
    func lab(_ color: Color) throws -> [Double] {
        let (red, green, blue) = try linear(color)
        let root = { (value: Double) in value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116 }
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
        let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }
    return try zip(lab(one), lab(other)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
}

private func linear(_ color: Color) throws -> (Double, Double, Double) {
    let rgb = try #require(color.rgb)
    func decode(_ value: UInt8) -> Double {
        let value = Double(value) / 255
        return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (decode(rgb.red), decode(rgb.green), decode(rgb.blue))
}

/// Eyes that lack one kind of cone.
enum Vision: CaseIterable {
    case protanopia, deuteranopia, tritanopia

    /// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
    /// severity 1, for linear RGB.
    private var matrix: [(Double, Double, Double)] {
        switch self {
        case .protanopia:
            [
                (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                (-0.003882, -0.048116, 1.051998),
            ]
        case .deuteranopia:
            [
                (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                (-0.011820, 0.042940, 0.968881),
            ]
        case .tritanopia:
            [
                (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                (0.004733, 0.691367, 0.303900),
            ]
        }
    }

    /// The colour as others see the one that these eyes see.
    func sees(_ color: Color) throws -> Color {
        let (red, green, blue) = try linear(color)
        let parts = matrix.map { row in
            let value = min(max(row.0 * red + row.1 * green + row.2 * blue, 0), 1)
            let encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
            return UInt8((encoded * 255).rounded())
        }
        return Color(red: parts[0], green: parts[1], blue: parts[2])
    }
}
