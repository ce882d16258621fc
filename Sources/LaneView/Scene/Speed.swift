import ThreadTrace
import Themes

/// The steps of speed that keys lead through. nil is no waiting at all, faster than any number.
enum Speed {
    static let steps: [Double] = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32]

    /// The next step up from any speed.
    static func faster(than speed: Double?) -> Double? {
        speed.flatMap { speed in steps.first { $0 > speed } }
    }

    /// The next step down from any speed; the slowest stays.
    static func slower(than speed: Double?) -> Double {
        guard let speed else { return steps[steps.count - 1] }
        return steps.last { $0 < speed } ?? min(speed, steps[0])
    }

    /// `1×`, `0.25×`, `max`.
    static func text(_ speed: Double?, _ glyphs: Glyphs) -> String {
        guard let speed else { return "max" }
        let text = "\(speed)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + glyphs.times
    }
}
