import Histogram

/// How long waits took, for percentiles exact to a hundredth, in memory that grows with how many there were.
///
/// The first few hundred are kept as they are. From then on it is an HDR histogram (Tene, "HdrHistogram", 2012) of microseconds, which
/// takes some 6 kilobytes for waits of seconds however many they are, and is looked through as fast: exact to a thousandth it takes
/// eight times both, and a table of them more than a frame may cost.
enum WaitDistribution: Sendable {
    /// Nanoseconds, in the order in which the waits ended.
    case values([Int64])
    /// One histogram: in an array, because a case that held it itself would be as large, and one that held it indirectly be copied for
    /// each wait.
    case histogram([Histogram<UInt32>])

    /// So many waits are kept as they are: 4 kilobytes, sorted in some microseconds.
    static let mostValues = 512

    /// Amortized O(1).
    mutating func record(_ wait: Int64) {
        // Taken out meanwhile, so that what is changed is not shared with the case.
        let before = self
        self = .values([])
        switch consume before {
        case .values(var values):
            values.append(wait)
            self =
                values.count <= Self.mostValues ? .values(values) : .histogram([Self.histogram(of: values)])
        case .histogram(var histograms):
            histograms[0].record(UInt64(max(wait, 0)))
            self = .histogram(histograms)
        }
    }

    private static func histogram(of values: [Int64]) -> Histogram<UInt32> {
        var histogram = Histogram<UInt32>(
            lowestDiscernibleValue: 1000, highestTrackableValue: 1 << 22, numberOfSignificantValueDigits: .two
        )
        histogram.autoResize = true
        for value in values { histogram.record(UInt64(max(value, 0))) }
        return histogram
    }

    /// What these shares of the waits, the lower first, did not exceed; nil before there are any. O(size), hence both at once.
    func percentiles(_ low: Double, _ high: Double) -> (low: Int64, high: Int64)? {
        switch self {
        case .values(let values):
            return Self.percentiles(low, high, of: values.sorted())
        case .histogram(let histograms):
            var recorded = histograms[0].recordedValues()
            var reached = recorded.next()
            func wait(_ percent: Double) -> Int64 {
                while let value = reached, value.percentile < percent { reached = recorded.next() }
                return Int64(clamping: reached?.value ?? .max)
            }
            return (wait(low), wait(high))
        }
    }

    /// The same of waits that ascend: the nearest rank of each share.
    static func percentiles(_ low: Double, _ high: Double, of values: [Int64]) -> (low: Int64, high: Int64)? {
        guard !values.isEmpty else { return nil }
        func wait(_ percent: Double) -> Int64 {
            let rank = Int((Double(values.count) * percent / 100).rounded(.up))
            return values[min(max(rank, 1), values.count) - 1]
        }
        return (wait(low), wait(high))
    }
}
