import ArgumentParser
import LaneCanvas
import LaneTerminal
import LaneView
import ThreadAnalysis
import ThreadTrace

/// One scenario on the screen: its run, the trace of it so far, and what is shown of that.
///
/// One loop: news is folded into the trace, the trace is drawn, and then it waits for input or for more news. While the run
/// is paused or over it waits without a timeout, so it takes no processor time.
final class LaneSession {
    /// Why the session ended.
    enum Ending {
        case back
        case quit(Verdict?)
    }

    private let scenario: Scenario
    private let schedule: Schedule
    private let beginsPaused: Bool
    private let canGoBack: Bool
    private let stage: Stage
    private var screen: LaneScreen
    private var trace = Trace()
    private var analysis = RunAnalysis()
    private var run: Run
    private var news: Subscription
    private var notice: String?

    private let sources: SourceListings

    init(
        _ scenario: Scenario, _ configuration: Configuration, isPaused: Bool = false, canGoBack: Bool = false,
        on stage: Stage
    ) {
        self.scenario = scenario
        sources = SourceListings(for: scenario)
        schedule = configuration.chosen
        screen = LaneScreen(axis: configuration.axis)
        self.stage = stage
        self.canGoBack = canGoBack
        beginsPaused = isPaused
        (run, news) = Self.makeRun(scenario, schedule, configuration.speed, isPaused, stage)
    }

    private static func makeRun(
        _ scenario: Scenario, _ schedule: Schedule, _ speed: Speed, _ isPaused: Bool, _ stage: Stage
    ) -> (Run, Subscription) {
        let run = Run(scenario, schedule: schedule, speed: speed, isPaused: isPaused)
        let wakeup = stage.wakeup
        return (run, run.subscribe { wakeup.signal() })
    }

    /// Runs the scenario and shows it until the user leaves. The run is over then, whatever it was doing.
    func show() throws -> Ending {
        try run.start()
        defer { run.end(within: .seconds(1)) }
        var isStale = true
        while true {
            let wait = nextWait(isStale)
            let inputs = stage.inputs(orNews: !isStale, timeout: wait)
            let batch = news.take()
            let hasNews = !batch.isEmpty
            trace.append(batch)
            analysis.fold(trace)
            isStale = isStale || hasNews || !inputs.isEmpty || isMoving
            for input in inputs {
                if let ending = try handle(input) { return ending }
            }
            if isStale, stage.untilNextFrame == .zero {
                draw()
                isStale = false
            }
        }
    }

    /// Whether time goes on.
    private var isMoving: Bool { trace.verdict == nil && !run.status.isPaused }

    private func nextWait(_ isStale: Bool) -> Duration? {
        if isStale { return stage.untilNextFrame }
        return isMoving ? Stage.clockInterval : nil
    }

    private func draw() {
        let status = status
        screen.refresh(trace: trace, status: status, size: stage.size)
        stage.show { theme, glyphs, size in
            screen.frame(
                trace: trace, status: status, analysis: analysis, sources: sources, theme: theme,
                glyphs: glyphs, size: size)
        }
    }

    private var status: RunStatus {
        let status = run.status
        return RunStatus(
            scenario: scenario.name, title: scenario.title, file: scenario.file, schedule: schedule.words,
            speed: status.speed.shown,
            isPaused: status.isPaused, now: status.now, next: status.next,
            upcoming: status.isPaused ? screen.selectedThread(trace).flatMap(upcoming) : nil,
            canGoBack: canGoBack, notice: notice)
    }

    private func upcoming(of thread: ThreadID) -> UpcomingOperation? {
        run.pendingOperation(of: thread).map {
            UpcomingOperation(
                thread: thread, kind: $0.kind, resource: $0.resource, place: $0.place, canGo: $0.canGo)
        }
    }

    private func handle(_ input: Input) throws -> Ending? {
        if stage.take(input) { return nil }
        switch input {
        case .key(let key):
            guard let action = screen.action(for: key) else { return nil }
            return try apply(action)
        case .mouse(let event): return try apply(.mouse(event))
        case .resize, .resumed: return nil
        case .suspended:
            let wasPaused = run.status.isPaused
            run.pause()
            stage.suspend()
            if !wasPaused { run.resume() }
            return nil
        case .quitSignal(let signal):
            run.end(within: .seconds(1))
            stage.die(from: signal)
        }
    }

    private func apply(_ action: Action) throws -> Ending? {
        notice = nil
        guard
            let command = screen.apply(
                action, trace: trace, status: status, analysis: analysis, sources: sources,
                size: stage.size)
        else {
            let wantsMore = action == .togglePause || action == .step || action == .stepThread
            if wantsMore, trace.verdict != nil, screen.isLive { notice = "the run is over: R runs it again" }
            return nil
        }
        switch command {
        case .pause: run.pause()
        case .resume: run.resume()
        case .step: run.step()
        case .stepThread(let thread): notice = run.step(thread).map { sentence(for: $0, thread) }
        case .setSpeed(let factor): run.set(speed: factor.map(Speed.times) ?? .max)
        case .restart: try restart()
        case .nextTheme: stage.changeTheme(by: 1)
        case .previousTheme: stage.changeTheme(by: -1)
        case .chooseTheme: stage.chooseTheme()
        case .back: return .back
        case .quit: return .quit(trace.verdict)
        case .run, .record, .save: break
        }
        return nil
    }

    /// The same again, at the present speed.
    private func restart() throws {
        let speed = run.status.speed
        run.end(within: .seconds(1))
        trace = Trace()
        analysis = RunAnalysis()
        (run, news) = Self.makeRun(scenario, schedule, speed, beginsPaused, stage)
        try run.start()
    }

    private func sentence(for refusal: Run.StepRefusal, _ thread: ThreadID) -> String {
        let name = trace[thread]?.name ?? "this thread"
        switch refusal {
        case .notStarted: return "\(name) has not been started yet"
        case .ended: return "\(name) has ended"
        case .computes: return "\(name) has not come to an operation yet"
        case .waits(let resource):
            return "\(name) can not go: it waits for \(trace[resource]?.name ?? "something")"
        case .sleeps: return "\(name) sleeps: a step of all lets time pass"
        }
    }
}

extension Schedule {
    /// As the header tells it.
    var words: String {
        switch self {
        case .parallel: "parallel"
        case .random(let seed): "seed \(seed)"
        case .roundRobin: "round-robin"
        case .replay: "replay"
        }
    }
}

extension Speed {
    /// As the screen takes it: nil for no waiting.
    var shown: Double? {
        switch self {
        case .times(let factor): factor
        case .max: nil
        }
    }
}
