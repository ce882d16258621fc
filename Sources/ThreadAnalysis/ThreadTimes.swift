import ThreadTrace

/// Where a thread's time went since it began.
package struct TimeSplit: Hashable, Sendable {
    package var running: Duration { .nanoseconds(sums.running) }
    package var waiting: Duration { .nanoseconds(sums.waiting) }
    package var sleeping: Duration { .nanoseconds(sums.sleeping) }
    /// Could go, was not chosen.
    package var ready: Duration { .nanoseconds(sums.ready) }
    /// Holding a lock or a permit, whatever it did meanwhile: not a part of its own.
    package var withLock: Duration { .nanoseconds(sums.withLock) }

    /// In nanoseconds, which take half as much room as durations: there is one of these for every lane, and for every 64 events.
    private var sums = Sums()

    private struct Sums: Hashable, Sendable {
        var running: Int64 = 0
        var waiting: Int64 = 0
        var sleeping: Int64 = 0
        var ready: Int64 = 0
        var withLock: Int64 = 0
    }

    package init() {}

    package var total: Duration { running + waiting + sleeping + ready }

    mutating func add(_ state: ThreadState, until end: Instant) {
        let time = max(end.nanoseconds &- state.since.nanoseconds, 0)
        switch state.activity {
        case .new, .done, .failed, .deadlocked: return
        case .running: sums.running &+= time
        case .waiting: sums.waiting &+= time
        case .sleeping: sums.sleeping &+= time
        case .ready: sums.ready &+= time
        }
        if state.holds != .none { sums.withLock &+= time }
    }
}

/// The time split of every thread, at every position.
///
/// Each lane keeps its present sums, and what they were at every 64th of its events; the past is the nearest of those and at
/// most 63 events read again. So a question costs O(log events), and an event 0.6 bytes.
package struct ThreadTimes: Sendable {
    private static let interval = 64

    private struct Lane {
        var sums = TimeSplit()
        var state = ThreadState.unborn
        var count = 0
        /// Up to the last event before number `interval`, before twice that, and so on; where the beginning has been forgotten, before
        /// the first event too.
        var checkpoints: [TimeSplit] = []

        mutating func fold(_ event: Event) {
            if count > 0, count % interval == 0 { checkpoints.append(sums) }
            sums.add(state, until: event.time)
            state = event.state
            count += 1
        }
    }

    private var lanes: [Lane] = []
    /// Whether events are counted from where the past has been forgotten.
    private var isContinued = false

    init() {}

    /// Goes on where another is, whose events are forgotten.
    init(continuing other: ThreadTimes) {
        isContinued = true
        lanes = other.lanes.map { Lane(sums: $0.sums, state: $0.state, checkpoints: [$0.sums]) }
    }

    /// Nothing is known but what each thread does.
    init(from states: [ThreadState]) {
        isContinued = true
        lanes = states.map { Lane(state: $0, checkpoints: [TimeSplit()]) }
    }

    mutating func fold(_ event: Event) {
        if event.kind == .defineThread {
            lanes.appendSparingly(Lane(checkpoints: isContinued ? [TimeSplit()] : []))
        }
        let lane = Int(event.thread.number) - 1
        if lanes.indices.contains(lane) { lanes[lane].fold(event) }
    }

    /// A thread's time split at a position, its last state counted up to `now`.
    package func split(of thread: ThreadID, at position: Int, now: Instant, in trace: Trace) -> TimeSplit {
        let index = Int(thread.number) - 1
        guard lanes.indices.contains(index) else { return TimeSplit() }
        let lane = lanes[index]
        let events = trace.eventCount(of: thread, before: position)
        var sums = lane.sums
        var state = lane.state
        if events < lane.count {
            let first = events / Self.interval * Self.interval
            let checkpoint = first / Self.interval - (isContinued ? 0 : 1)
            sums = checkpoint < 0 ? TimeSplit() : lane.checkpoints[checkpoint]
            state = trace.event(first - 1, of: thread)?.state ?? .unborn
            for number in first..<events {
                guard let event = trace.event(number, of: thread) else { break }
                sums.add(state, until: event.time)
                state = event.state
            }
        }
        sums.add(state, until: now)
        return sums
    }
}
