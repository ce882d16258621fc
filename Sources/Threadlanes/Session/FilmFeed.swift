import LaneView
import ThreadTrace

/// A whole trace shown as if it were happening: its events come out as a clock reaches them that only `elapse` moves.
///
/// So the same trace and the same calls give the same frames, which is what a screencast is made of.
final class FilmFeed: LaneFeed {
    /// How far the next operation of a thread is looked for.
    private static let reach = 10_000

    let header: TraceHeader
    let listings: [String: String]
    private let batch: EventBatch
    private let beginning: (speed: Double, isPaused: Bool)
    private var speed: Double
    private var isPaused = false
    /// How many events have come out, and how many of them have been taken.
    private var revealed = 0
    private var taken: Int?
    private(set) var now = Instant.zero

    init(_ recording: RecordedRun, speed: Double) {
        header = recording.header
        listings = recording.listings
        batch = recording.batch
        end = recording.end
        self.speed = speed
        beginning = (speed, false)
    }

    /// Where a clock is to stop.
    enum Stop {
        case time(Instant)
        case step(Int)
    }

    /// Until when there is something to be seen.
    let end: Instant
    var isOver: Bool { revealed == batch.events.count && now >= end }
    var isPlaying: Bool { !isPaused && !isOver }
    /// When something happens next.
    private var next: Instant? { revealed < batch.events.count ? batch.events[revealed].time : nil }
    var stepCount: Int { revealed == 0 ? 0 : Int(batch.events[revealed - 1].step) }
    /// When the last thing happened.
    private var last: Instant { revealed == 0 ? .zero : batch.events[revealed - 1].time }

    func start() {}
    func stop() {}

    func take() -> EventBatch {
        let events = Array(batch.events[(taken ?? 0)..<revealed])
        defer { taken = revealed }
        return taken == nil
            ? EventBatch(events: events, names: batch.names, sources: batch.sources)
            : EventBatch(events: events)
    }

    func status(selected: ThreadID?) -> RunStatus {
        var status = RunStatus(header, listings, speed: speed, isPaused: isPaused, now: now)
        guard isPaused else { return status }
        status.next = nextStep { _ in true }?.thread
        status.upcoming = selected.flatMap(upcoming)
        return status
    }

    /// Lets the clock go on for so much real time, but no further than `stop`.
    ///
    /// - Returns: whether it has come to the stop, or to the end before it.
    @discardableResult
    func play(_ time: Duration, until stop: Stop? = nil) -> Bool {
        if case .step(let step) = stop, stepCount >= step { return true }
        guard !isPaused else { return false }
        var target = min(now.advanced(by: time * speed), max(end, now))
        if case .time(let limit) = stop { target = min(target, max(limit, now)) }
        while let next, next <= target {
            revealed += 1
            if case .step(let step) = stop, stepCount >= step {
                now = max(now, last)
                return true
            }
        }
        now = target
        if case .time(let limit) = stop, now >= limit { return true }
        return isOver
    }

    /// Everything up to a moment, at once.
    func begin(at instant: Instant) {
        while let next, next <= instant { revealed += 1 }
        now = min(instant, end)
    }

    /// Lets the clock jump to what happens next, when nothing has for so much real time; not beyond a stop.
    func skipIdleTime(longerThan limit: Duration, until stop: Stop?) {
        guard isPlaying, last.duration(to: now) >= limit * speed, var target = next ?? Optional(end) else {
            return
        }
        if case .time(let instant) = stop { target = min(target, instant) }
        now = max(now, target.advanced(byNanoseconds: -1))
    }

    func carryOut(_ command: Command, _ trace: Trace) -> String? {
        switch command {
        case .pause: isPaused = true
        case .resume: isPaused = false
        case .step: step { _ in true }
        case .stepThread(let thread): step { $0 == thread }
        case .setSpeed(let factor): speed = factor ?? speed
        case .restart:
            (speed, isPaused) = beginning
            (revealed, taken, now) = (0, nil, .zero)
        default: break
        }
        return nil
    }

    /// Everything up to the next step of such a thread, and what comes with it.
    private func step(of isWanted: (ThreadID) -> Bool) {
        isPaused = true
        let rest = batch.events[revealed...]
        guard let index = rest.firstIndex(where: { $0.kind.isStep && isWanted($0.thread) }) else { return }
        now = max(now, batch.events[index].time)
        revealed = index + 1
        while let next, next <= now, !batch.events[revealed].kind.isStep { revealed += 1 }
    }

    private func nextStep(of isWanted: (ThreadID) -> Bool) -> ThreadTrace.Event? {
        batch.events[revealed...].prefix(Self.reach).first { $0.kind.isStep && isWanted($0.thread) }
    }

    /// What a thread will do, as the trace tells it.
    private func upcoming(of thread: ThreadID) -> UpcomingOperation? {
        guard let event = nextStep(of: { $0 == thread }) else { return nil }
        let source = Int(event.source.number) - 1
        let lane = batch.events[..<revealed].last { $0.thread == thread }
        return UpcomingOperation(
            thread: thread, kind: event.kind, resource: event.resource,
            place: batch.sources.indices.contains(source) ? batch.sources[source] : nil,
            canGo: lane.map { !$0.state.isWaiting && $0.activity != .sleeping } ?? false)
    }
}
