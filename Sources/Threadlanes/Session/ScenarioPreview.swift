import LaneView
import ThreadModel
import ThreadTrace

/// The selected scenario running small in the browser: really, on real threads, three times with a rest in between.
///
/// Then the end of the last run stays, and takes no time of any processor, until something else is selected or somebody touches a
/// key: who has seen it three times has looked away.
///
/// It begins when the selection has rested, so that scrolling costs nothing, and there is never more than one run: the next
/// begins when every thread of the one before has ended, which a scenario that computes without operations can put off for
/// ever. Nobody has to wake it: whoever shows it calls `advance` when `untilNext` has passed.
final class ScenarioPreview {
    typealias Moment = ContinuousClock.Instant

    /// How long a selection has to rest.
    static let delay = Duration.milliseconds(300)
    /// How long the end of a run is to be seen.
    static let rest = Duration.milliseconds(1500)
    /// How often it runs when nobody touches anything.
    static let runs = 3
    /// 25 frames a second.
    static let frameInterval = Duration.milliseconds(40)
    static let speed = 4.0
    /// A scenario that does not come to an end begins anew after so much time, or so many events.
    static let timeLimit = Duration.seconds(30)
    static let eventLimit = 100_000
    /// As many events as are taken in at once.
    private static let backlog = 1 << 14

    /// How often threads that do not end are looked after while nothing waits for them.
    static let careInterval = Duration.seconds(1)

    private enum Phase {
        /// Nothing is selected, or it has run often enough.
        case idle
        case waiting(until: Moment)
        case running(Run, Subscription, since: Moment)
    }

    private let schedule: (Scenario) -> Schedule
    private var scenario: Scenario?
    private var phase = Phase.idle
    /// How many more runs are to begin.
    private var remaining = 0
    /// Runs that have been told to end, until their threads have.
    private var leaving: [Run] = []
    /// Whether `trace` is that of the present run, not of the one before.
    private var hasNews = false
    private var trace = Trace()
    private var now = Instant.zero
    private var expected: BrowserPreview.Extent?

    /// `schedule` is asked before each run.
    init(schedule: @escaping (Scenario) -> Schedule) { self.schedule = schedule }

    /// What there is to draw; nil before the first run of what is selected.
    var shown: BrowserPreview? {
        guard trace.count > 0 else { return nil }
        return BrowserPreview(trace: trace, now: now, speed: Self.speed, expected: expected)
    }

    /// How many threads of the system its runs have.
    var systemThreads: Int {
        var runs = leaving
        if case .running(let run, _, _) = phase { runs.append(run) }
        return runs.reduce(0) { $0 + $1.systemThreads }
    }

    /// Takes up another scenario, or none, and ends what ran.
    ///
    /// - Returns: whether it is another one.
    @discardableResult
    func follow(_ scenario: Scenario?, at moment: Moment) -> Bool {
        guard scenario?.name != self.scenario?.name else { return false }
        leave()
        self.scenario = scenario
        expected = nil
        clear()
        remaining = scenario == nil ? 0 : Self.runs
        phase = scenario == nil ? .idle : .waiting(until: moment + Self.delay)
        return true
    }

    /// Somebody is there: what is selected runs as often as when it was selected, after this run if there is one.
    func touch(at moment: Moment) {
        guard scenario != nil else { return }
        remaining = Self.runs
        if case .idle = phase { phase = .waiting(until: moment + Self.delay) }
    }

    /// - Returns: whether there is something else to draw.
    func advance(at moment: Moment) -> Bool {
        leaving.removeAll { $0.end(within: .zero) }
        switch phase {
        case .idle: return false
        case .waiting(let start):
            guard moment >= start, leaving.isEmpty, let scenario else { return false }
            begin(scenario, at: moment)
            return false
        case .running(let run, let news, let start):
            let time = run.status.now
            let batch = news.take()
            // The end of the run before is to be seen until there is something else.
            if !hasNews, !batch.isEmpty {
                clear()
                hasNews = true
            }
            guard hasNews else { return false }
            now = time
            trace.append(batch)
            let isLong = moment - start > Self.timeLimit || trace.count > Self.eventLimit
            if trace.verdict != nil || isLong {
                expected = BrowserPreview.Extent(end: max(now, trace.end), lanes: trace.threadCount)
                leave()
                phase = remaining > 0 ? .waiting(until: moment + Self.rest) : .idle
            }
            return true
        }
    }

    /// How long nothing has to be done; nil: until something is selected or touched.
    func untilNext(at moment: Moment) -> Duration? {
        switch phase {
        case .idle: leaving.isEmpty ? nil : Self.careInterval
        case .waiting(let start): max(start - moment, leaving.isEmpty ? .zero : Self.frameInterval)
        case .running: Self.frameInterval
        }
    }

    /// Ends what runs and waits until its threads have ended, but not longer than this.
    func stop(within limit: Duration) {
        follow(nil, at: .now)
        leaving.removeAll { $0.end(within: limit) }
    }

    private func begin(_ scenario: Scenario, at moment: Moment) {
        let run = Run(scenario, schedule: schedule(scenario), speed: .times(Self.speed))
        let news = run.subscribe(limit: Self.backlog)
        hasNews = false
        remaining -= 1
        do {
            try run.start()
            phase = .running(run, news, since: moment)
        } catch {
            // There is no room for another thread: nothing to see, and no reason to trouble anyone.
            phase = .idle
        }
    }

    private func leave() {
        guard case .running(let run, _, _) = phase else { return }
        run.cancel()
        leaving.append(run)
        phase = .idle
    }

    private func clear() {
        trace = Trace()
        now = .zero
    }
}
