import Algorithms
import Dispatch
import ThreadModel
import ThreadTrace

/// The events of a run, or of its beginning, and what they are of.
struct RecordedRun {
    var header: TraceHeader
    var batch: EventBatch
    var listings: [String: String]
    /// Up to when it is known that nothing more has happened, where that is later than the last event.
    var now = Instant.zero
    /// Where the run was cut off that goes on beyond what is here.
    private(set) var cut: Instant?

    init(header: TraceHeader, batch: EventBatch, listings: [String: String] = [:], now: Instant = .zero) {
        self.header = header
        self.batch = batch
        self.listings = listings
        self.now = now
    }

    /// Until when it goes.
    var end: Instant { cut ?? max(batch.events.last?.time ?? .zero, now) }

    /// From when on it is known: later than 0 where its beginning has been forgotten.
    var beginning: Instant { batch.events.first { $0.kind == .forgotten }?.time ?? .zero }

    /// Forgets what comes after.
    mutating func cut(at limit: Instant) {
        guard end > limit else { return }
        batch.events.removeSubrange(batch.events.partitioningIndex { $0.time > limit }...)
        cut = limit
    }
}

extension RecordedRun {
    /// Runs a scenario to its end, without waiting for anything, or until its clock is past `limit`.
    ///
    /// Under a controlled schedule the result depends on nothing but scenario and schedule.
    init(
        _ scenario: Scenario, _ schedule: Schedule, maxSteps: Int? = nil, limit: Instant
    ) throws {
        header = TraceHeader(scenario, schedule)
        batch = EventBatch()
        listings = [:]
        let run = Run(scenario, schedule: schedule, speed: .max, maxSteps: maxSteps)
        let news = DispatchSemaphore(value: 0)
        let subscription = run.subscribe { news.signal() }
        try run.start()
        defer {
            run.cancel()
            run.wait()
        }
        while batch.events.last?.kind != .verdict, end <= limit {
            news.wait()
            batch.append(subscription.take())
        }
        cut(at: limit)
        listings = scenario.texts.all
    }
}
