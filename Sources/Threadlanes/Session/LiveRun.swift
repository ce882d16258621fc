import LaneView
import ThreadModel
import ThreadTrace

/// A scenario's run, and after a restart the next one.
final class LiveRun: RunSource {
    let header: TraceHeader
    private let scenario: Scenario
    private let schedule: Schedule
    private let beginsPaused: Bool
    private let maxSteps: Int?
    private let wake: @Sendable () -> Void
    private var run: Run
    private var news: Subscription

    /// - Parameter wake: called by any thread when there is something to take.
    init(
        _ scenario: Scenario, _ schedule: Schedule, speed: Speed, isPaused: Bool, maxSteps: Int? = nil,
        wake: @escaping @Sendable () -> Void
    ) {
        self.scenario = scenario
        self.schedule = schedule
        self.wake = wake
        self.maxSteps = maxSteps
        beginsPaused = isPaused
        header = TraceHeader(scenario, schedule)
        run = Run(scenario, schedule: schedule, speed: speed, isPaused: isPaused, maxSteps: maxSteps)
        news = run.subscribe(wake: wake)
    }

    var file: String? { nil }

    func start() throws { try run.start() }
    func take() -> EventBatch { news.take() }
    func stop() { run.end(within: .seconds(1)) }

    func report(selected: ThreadID?) -> RunReport {
        let status = run.status
        var shown = RunStatus(
            scenario: scenario.name, title: scenario.title, file: scenario.file,
            schedule: schedule.words(byHand: status.byHand), speed: status.speed.shown,
            isPaused: status.isPaused, now: status.now, next: status.next)
        if status.isPaused {
            shown.upcoming = selected.flatMap(upcoming)
            shown.nextOperation = status.next.flatMap(upcoming)
        }
        shown.isRepeatable = schedule.isControlled
        return RunReport(shown)
    }

    private func upcoming(of thread: ThreadID) -> UpcomingOperation? {
        run.pendingOperation(of: thread).map {
            UpcomingOperation(
                thread: thread, kind: $0.kind, resource: $0.resource, place: $0.place, canGo: $0.canGo)
        }
    }

    func carryOut(_ effect: Effect, _ trace: Trace) throws -> String? {
        switch effect {
        case .pause: run.pause()
        case .resume: run.resume()
        case .step: run.step()
        case .stepThread(let thread): return run.step(thread).map { sentence(for: $0, thread, trace) }
        case .setSpeed(let factor): run.set(speed: Speed(shown: factor))
        case .restart: try restart()
        default: break
        }
        return nil
    }

    /// The same again, at the present speed.
    private func restart() throws {
        let speed = run.status.speed
        stop()
        run = Run(
            scenario, schedule: schedule, speed: speed, isPaused: beginsPaused, maxSteps: maxSteps)
        news = run.subscribe(wake: wake)
        try run.start()
    }

    private func sentence(for refusal: Run.StepRefusal, _ thread: ThreadID, _ trace: Trace) -> String {
        let name = trace[thread]?.name ?? "this thread"
        switch refusal {
        case .notStarted: return "\(name) has not been started yet"
        case .ended: return "\(name) has ended"
        case .computes: return "\(name) has not come to an operation yet"
        case .waits(let resource):
            return "\(name) can not go: it waits for \(trace[resource]?.name ?? "something")"
        case .sleeps: return "\(name) sleeps: a step of all lets time pass"
        case .isBusy: return "\(name) computes: a step of all lets time pass"
        }
    }
}
