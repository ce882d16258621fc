import ThreadTrace

/// The waits for one resource: 48 bytes, and nothing beside them before the third wait, as most resources are never waited for and most
/// of the others hardly ever.
package struct ContentionEntry: Sendable {
    package let resource: ResourceID
    // No more than there are events, whose numbers have as many bits.
    private var useCount: UInt32 = 0
    private var waitCount: UInt32 = 0
    private var waitingCount: UInt32 = 0
    private var longest: Int64 = 0
    private var total: Int64 = 0
    /// The sum of the instants since when those who wait now do.
    private var sinces: Int64 = 0
    /// Those waits that have ended, from the third on: of two, the longest and the total tell both.
    private var ended = WaitDistribution.values([])

    init(_ resource: ResourceID) { self.resource = resource }

    /// How often a thread got through, at once or after a wait.
    package var uses: Int { Int(useCount) }
    /// How often a thread had to wait, including those who still do.
    package var waits: Int { Int(waitCount) }
    /// How many wait now.
    package var waiting: Int { Int(waitingCount) }

    mutating func use() { useCount &+= 1 }

    mutating func beginWait(at time: Instant) {
        waitCount &+= 1
        waitingCount &+= 1
        sinces &+= time.nanoseconds
    }

    mutating func endWait(since: Instant, at time: Instant) {
        let wait = max(time.nanoseconds - since.nanoseconds, 0)
        let before = waitCount &- waitingCount
        if before == 2 { for value in firstTwo { ended.record(value) } }
        if before >= 2 { ended.record(wait) }
        waitingCount &-= 1
        sinces &-= since.nanoseconds
        total &+= wait
        longest = max(longest, wait)
    }

    /// The first two waits, the shorter first, while there are no others.
    private var firstTwo: [Int64] { [total &- longest, longest] }

    /// The waits that these shares of the ended waits, the lower first, did not exceed; nil before one has ended.
    /// O(what is kept of the waits), hence both at once.
    package func percentiles(_ low: Double, _ high: Double) -> (low: Duration, high: Duration)? {
        let values =
            switch waitCount &- waitingCount {
            case 0: nil as (low: Int64, high: Int64)?
            case 1: (longest, longest)
            case 2: WaitDistribution.percentiles(low, high, of: firstTwo)
            default: ended.percentiles(low, high)
            }
        // A histogram rounds up to the end of its bucket; what was never waited is never told.
        return values.map { (.nanoseconds(min($0.low, longest)), .nanoseconds(min($0.high, longest))) }
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
