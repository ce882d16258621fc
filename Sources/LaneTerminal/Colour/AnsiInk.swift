import LaneCanvas

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

    init(_ color: RGB) { self.color = color }

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
    /// Whether it is a grey for people: nearly black, or with little colour for its lightness, as themes' texts are.
    fileprivate var isText: Bool {
        switch value {
        case ..<64: true
        case ..<128: saturation < 0.3
        case ..<205: saturation < 0.2
        default: saturation < 0.28
        }
    }
}
