import ThreadTrace
import Themes

extension TimeText {
    /// A duration in three digits or fewer, cut off rather than rounded: `0`, `850 ns`, `4.02 ms`, `1.05 s`, `2m05s`, `1h02m`.
    static func span(_ duration: Duration, _ glyphs: Glyphs) -> String {
        let nanoseconds = max(duration.nanoseconds, 0)
        switch nanoseconds {
        case 0: return "0"
        case ..<1000: return "\(nanoseconds) ns"
        case ..<1_000_000: return digits(nanoseconds, unit: 1000) + " \(glyphs.micro)s"
        case ..<1_000_000_000: return digits(nanoseconds, unit: 1_000_000) + " ms"
        case ..<60_000_000_000: return digits(nanoseconds, unit: 1_000_000_000) + " s"
        default: break
        }
        let seconds = nanoseconds / 1_000_000_000
        if seconds < 3600 { return "\(seconds / 60)m" + pad(seconds % 60, 2) + "s" }
        return "\(seconds / 3600)h" + pad(seconds / 60 % 60, 2) + "m"
    }

    private static func digits(_ nanoseconds: Int64, unit: Int64) -> String {
        let whole = nanoseconds / unit
        let places: Int64 = whole >= 100 ? 0 : whole >= 10 ? 1 : 2
        guard places > 0 else { return "\(whole)" }
        let scale: Int64 = places == 1 ? 10 : 100
        let fraction = nanoseconds % unit * scale / unit
        // Units are thousands, so a value is only exact with all its digits: trailing zeros say that it is.
        return fraction == 0 ? "\(whole)" : "\(whole)." + pad(fraction, Int(places))
    }
}
