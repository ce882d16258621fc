import ThreadTrace

/// Times as people read them.
package enum TimeText {
    /// Seconds with two decimals, minutes and hours when there are any: `2.41`, `1:02.41`, `1:00:02.41`. Rounded down,
    /// so that a clock never shows a moment before it has come.
    static func clock(_ time: Instant) -> String {
        let hundredths = max(time.nanoseconds, 0) / 10_000_000
        let fraction = "." + pad(hundredths % 100, 2)
        let seconds = hundredths / 100
        if seconds < 60 { return "\(seconds)" + fraction }
        let minutes = seconds / 60
        if minutes < 60 { return "\(minutes):" + pad(seconds % 60, 2) + fraction }
        return "\(minutes / 60):" + pad(minutes % 60, 2) + ":" + pad(seconds % 60, 2) + fraction
    }

    /// A label of the time axis, as short as exact: `0s`, `0.15s`, `2.5s`, `1m20s`, `2h`.
    static func label(_ time: Instant) -> String {
        let milliseconds = max(time.nanoseconds, 0) / 1_000_000
        let seconds = milliseconds / 1000
        var fraction = milliseconds % 1000 == 0 ? "" : "." + pad(milliseconds % 1000, 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let hours = seconds / 3600
        let minutes = seconds / 60 % 60
        let rest = seconds % 60
        var text = ""
        if hours > 0 { text += "\(hours)h" }
        if minutes > 0 { text += "\(minutes)m" }
        if rest > 0 || !fraction.isEmpty || text.isEmpty { text += "\(rest)\(fraction)s" }
        return text
    }

    /// Whole minutes and seconds: `0:12`, `1:02:03`.
    package static func minutes(_ duration: Duration) -> String {
        let seconds = max(duration.nanoseconds, 0) / 1_000_000_000
        let minutes = seconds / 60
        if minutes < 60 { return "\(minutes):" + pad(seconds % 60, 2) }
        return "\(minutes / 60):" + pad(minutes % 60, 2) + ":" + pad(seconds % 60, 2)
    }

    static func pad(_ number: Int64, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
}
