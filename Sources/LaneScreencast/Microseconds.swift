/// A moment of a screencast as files write it: whole microseconds since the beginning.
///
/// Differences of moments are exact, so intervals that are written one after the other add up to the time they stand for.
struct Microseconds: Hashable, Comparable, Sendable {
    let count: Int64

    static let zero = Microseconds(count: 0)

    init(count: Int64) { self.count = count }

    /// Rounds to the nearest; a time before the beginning is the beginning.
    init(_ time: Duration) {
        let (seconds, attoseconds) = time.components
        count = max(seconds * 1_000_000 + (attoseconds + 500_000_000_000) / 1_000_000_000_000, 0)
    }

    static func < (left: Microseconds, right: Microseconds) -> Bool { left.count < right.count }
    static func - (left: Microseconds, right: Microseconds) -> Microseconds {
        Microseconds(count: left.count - right.count)
    }

    /// Seconds in as few digits as tell them apart: `0`, `1.5`, `12.000001`.
    var seconds: String { Decimal(count, digits: 6).text }
}

/// A number of millionths, thousandths, …, written without trailing zeros and without rounding.
struct Decimal {
    let text: String

    init(_ units: Int64, digits: Int) {
        var scale: Int64 = 1
        for _ in 0..<digits { scale *= 10 }
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
        let sign = units < 0 ? "-" : ""
        guard fraction != 0 else {
            text = sign + String(whole)
            return
        }
        var tail = Substring(String(fraction + UInt64(scale)).dropFirst())
        while tail.last == "0" { tail.removeLast() }
        text = "\(sign)\(whole).\(tail)"
    }
}
