import Histogram
import ThreadTrace

/// The waits for one resource.
///
/// The distribution of those that have ended is an HDR histogram (Tene, "HdrHistogram", 2012) of microseconds, exact to three
/// digits; it is made with the first wait, and takes some 50 kilobytes for waits of seconds.
package struct ContentionEntry: Sendable {
    package let resource: ResourceID
    /// How often a thread got through, at once or after a wait.
    package private(set) var uses = 0
    /// How often a thread had to wait, including those who still do.
    package private(set) var waits = 0
    /// How many wait now.
    package private(set) var waiting = 0
    private var ended: Histogram<UInt32>?
    private var longest: Int64 = 0
    private var total: Int64 = 0
    /// The sum of the instants since when those who wait now do.
    private var sinces: Int64 = 0

    init(_ resource: ResourceID) { self.resource = resource }

    mutating func use() { uses += 1 }

    mutating func beginWait(at time: Instant) {
        waits += 1
        waiting += 1
        sinces &+= time.nanoseconds
    }

    mutating func endWait(since: Instant, at time: Instant) {
        let wait = max(time.nanoseconds - since.nanoseconds, 0)
        waiting -= 1
        sinces &-= since.nanoseconds
        total &+= wait
        longest = max(longest, wait)
        if ended == nil {
            ended = Histogram(lowestDiscernibleValue: 1000, highestTrackableValue: 1 << 22)
            ended?.autoResize = true
        }
        ended?.record(UInt64(wait))
    }

    /// The waits that these shares of the ended waits, the lower first, did not exceed; nil before one has ended.
    /// O(size of the histogram), hence both at once.
    package func percentiles(_ low: Double, _ high: Double) -> (low: Duration, high: Duration)? {
        guard var values = ended?.recordedValues() else { return nil }
        var reached = values.next()
        func wait(_ percent: Double) -> Duration {
            while let value = reached, value.percentile < percent { reached = values.next() }
            // The histogram rounds up to the end of its bucket; what was never waited is never told.
            return .nanoseconds(min(Int64(clamping: reached?.value ?? .max), longest))
        }
        return (wait(low), wait(high))
    }

    /// The longest wait, nil before there was one; `oldest` is since when the first of those who wait now does.
    package func longest(oldest: Instant?, now: Instant) -> Duration? {
        guard waits > 0 else { return nil }
        let present = oldest.map { now.nanoseconds - $0.nanoseconds } ?? 0
        return .nanoseconds(max(longest, present))
    }

    /// All waits together, up to now.
    package func total(now: Instant) -> Duration {
        .nanoseconds(total &+ Int64(waiting) &* now.nanoseconds &- sinces)
    }
}
