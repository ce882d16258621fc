import LaneView
import ThreadAnalysis
import ThreadExplorer
import ThreadModel
import ThreadTrace

/// A scenario's run, after a restart the next one, and all ways that it has gone.
final class LiveRun: RunSource {
    /// As many events as a frame can take in without a wait that one sees.
    private static let backlog = 1 << 15
    /// So long a run along known steps may take until it stands behind them.
    private static let patience = Duration.seconds(5)
    /// After more steps it takes too long, between two frames, to find out what could have been chosen: some ten milliseconds.
    private static let longestLookback = 5_000
    private static let strategy = Schedule.Strategy.random(seed: 1)

    /// One way, while it is shown and after.
    private struct Way {
        var schedule: Schedule
        /// Whether somebody chooses who goes next.
        var isSteered: Bool
        /// Set when it is left: whether it was over, and otherwise who had taken its steps.
        var isOver = false
        var steps: [ThreadID] = []
        var isPaused = false
        /// The run as it came to its end, to be told of.
        var ended: (run: Run, news: Subscription)?
    }

    private(set) var header: TraceHeader
    private let scenario: Scenario
    private let beginsPaused: Bool
    private let maxSteps: Int?
    /// So many steps are taken at once when it begins.
    private let firstSteps: Int
    private let wake: @Sendable () -> Void
    private var ways: [Way]
    private var current = 0
    private var run: Run
    /// Runs that have been told to end, until their threads have.
    private var leaving: [Run] = []
    private var news: Subscription
    /// What was taken before anybody asked for it.
    private var early = EventBatch()
    private let lookback: Lookback
    private var lookedUp: LookedUp?
    private var present: LookedUp?
    private let lookout: Lookout
    private var looksAhead = false
    private let dareScout: DareScout?
    private var lookedAhead: LookedAhead?
    /// What was last said of the run, and behind how many steps.
    private var note: (text: String, steps: Int)?

    /// - Parameters:
    ///   - isSteered: whether somebody chooses who goes next from the start.
    ///   - firstSteps: so many are taken at once when it begins.
    ///   - wake: called by any thread when there is something to take.
    init(
        _ scenario: Scenario, _ schedule: Schedule, speed: Speed, isPaused: Bool, isSteered: Bool = false,
        maxSteps: Int? = nil, firstSteps: Int = 0, wake: @escaping @Sendable () -> Void
    ) {
        self.scenario = scenario
        self.wake = wake
        self.maxSteps = maxSteps
        self.firstSteps = firstSteps
        beginsPaused = isPaused || isSteered
        ways = [Way(schedule: schedule, isSteered: isSteered)]
        header = TraceHeader(scenario, schedule)
        lookback = Lookback(scenario)
        lookout = Lookout(scenario, wake: wake)
        dareScout = scenario.dare.map { DareScout(scenario, $0, wake: wake) }
        run = Run(
            scenario, schedule: schedule, speed: speed, isPaused: beginsPaused || firstSteps > 0,
            maxSteps: maxSteps)
        news = run.subscribe(limit: Self.backlog, wake: wake)
    }

    var file: String? { nil }

    func start() throws {
        try run.start()
        takeFirstSteps()
    }

    /// The run is paused: it goes as far as the first moment that is to be seen, and on from there if it is to.
    private func takeFirstSteps() {
        guard firstSteps > 0 else { return }
        run.step(times: firstSteps)
        let start = ContinuousClock.now
        while !run.stands(behind: firstSteps, within: .milliseconds(20)),
            start.duration(to: .now) < Self.patience
        {
            // It waits for who reads what it tells.
            early.append(news.take())
        }
        if !beginsPaused { run.resume() }
    }

    func take() -> EventBatch {
        var batch = early
        early = EventBatch()
        batch.append(news.take())
        return batch
    }

    func stop() {
        lookout.stop()
        dareScout?.stop()
        run.end(within: .seconds(1))
        leaving.removeAll { $0.end(within: .milliseconds(100)) }
    }

    private var schedule: Schedule { ways[current].schedule }

    // MARK: What there is to tell

    func report(selected: ThreadID?, at moment: ShownMoment?) -> RunReport {
        if !leaving.isEmpty { leaving.removeAll { $0.end(within: .zero) } }
        let status = run.status
        var shown = RunStatus(
            scenario: scenario.name, title: scenario.title, file: scenario.file,
            // Who chooses knows who does.
            schedule: ways[current].isSteered ? "" : schedule.words(byHand: status.byHand),
            speed: status.speed.shown,
            isPaused: status.isPaused, now: status.now, next: status.next)
        (shown.typedName, shown.typedArguments) = (scenario.typed.name, scenario.typed.arguments)
        if status.isPaused {
            shown.upcoming = selected.flatMap(upcoming)
            shown.nextOperation = status.next.flatMap(upcoming)
        }
        for text in run.takeNotes() { note = (text, status.steps) }
        if let note, note.steps == status.steps, !status.isOver { shown.notice = note.text }
        shown.isRepeatable = schedule.isControlled
        shown.canBeSteered = schedule.isControlled
        shown.isFree = schedule.clock == .free
        if ways[current].isSteered {
            shown.wheel = wheel(selected, moment, steps: status.steps)
            shown.dare = dareScout?.dare
            shown.dare?.metAt = status.dareMetAt
        }
        if looksAhead, let moment, status.isPaused || status.isOver || moment.isPast {
            shown.prospects = prospects(at: moment, shown.wheel, isOver: status.isOver)
        }
        return RunReport(shown, listings: scenario.texts.all)
    }

    private func upcoming(of thread: ThreadID) -> UpcomingOperation? {
        run.pendingOperation(of: thread).map {
            UpcomingOperation(
                thread: thread, kind: $0.kind, resource: $0.resource, place: $0.place, canGo: $0.canGo)
        }
    }

    private func wheel(_ selected: ThreadID?, _ moment: ShownMoment?, steps: Int) -> Wheel {
        if let moment, moment.isPast { return wheel(selected, moment) }
        let key = LookedUp.Key(way: current, step: steps, selected: selected)
        if let present, present.key == key { return present.wheel }
        guard let known = run.choices(previewing: selected) else { return Wheel(step: steps) }
        let wheel = Wheel(step: known.step, known.choices, previewing: selected, known.consequence)
        // Everyone stands: it stays so until the next step.
        if known.step == steps { present = LookedUp(key: key, wheel: wheel) }
        return wheel
    }

    /// At a moment of the past: looked up once for each that is shown.
    private func wheel(_ selected: ThreadID?, _ past: ShownMoment) -> Wheel {
        let key = LookedUp.Key(way: current, step: past.step, selected: selected)
        if let lookedUp, lookedUp.key == key { return lookedUp.wheel }
        var wheel = Wheel(step: past.step)
        if past.step <= Self.longestLookback, let steps = past.steps(past.step),
            let known = lookback.choices(behind: steps, previewing: selected)
        {
            wheel = Wheel(step: past.step, known.choices, previewing: selected, known.consequence)
        }
        lookedUp = LookedUp(key: key, wheel: wheel)
        return wheel
    }

    /// What can still come of a moment: looked for in the background, once for each that is shown.
    private func prospects(at moment: ShownMoment, _ wheel: Wheel?, isOver: Bool) -> Prospects? {
        let able = wheel?.choices.filter(\.canGo).map(\.thread) ?? []
        let key = LookedAhead(way: current, step: moment.step, able: able)
        if lookedAhead != key {
            lookedAhead = key
            guard moment.step <= Self.longestLookback, let steps = moment.steps(moment.step) else {
                lookout.stop()
                return nil
            }
            let whole = isOver ? moment.steps(nil) : nil
            lookout.look(from: Lookout.Moment(steps: steps, able: able, whole: whole))
        }
        return lookout.found
    }

    private struct LookedAhead: Equatable {
        let way: Int
        let step: Int
        let able: [ThreadID]
    }

    private struct LookedUp {
        struct Key: Equatable {
            let way: Int
            let step: Int
            let selected: ThreadID?
        }

        let key: Key
        let wheel: Wheel
    }

    // MARK: What is to be done

    func carryOut(_ effect: Effect, _ trace: Trace) throws -> String? {
        switch effect {
        case .pause: run.pause()
        case .resume: run.resume()
        case .step: run.step()
        case .stepThread(let thread): return run.step(thread).map { $0.sentence(about: thread, trace) }
        case .setSpeed(let factor): run.set(speed: Speed(shown: factor))
        case .lookAhead(let isWanted):
            looksAhead = isWanted
            lookedAhead = nil
            if !isWanted { lookout.stop() }
        case .handBack:
            ways[current].isSteered = false
            run.resume()
        case .restart:
            try restart(ways[0])
            takeFirstSteps()
        case .restartByHand:
            try restart(
                Way(schedule: .controlled(prefix: [], then: Self.strategy, isFree: true), isSteered: true))
        default: break
        }
        return nil
    }

    /// The same again, at the present speed.
    private func restart(_ way: Way) throws {
        let speed = run.status.speed
        stop()
        ways = [Way(schedule: way.schedule, isSteered: way.isSteered)]
        current = 0
        (present, lookedUp, lookedAhead) = (nil, nil, nil)
        header = TraceHeader(scenario, way.schedule)
        run = Run(
            scenario, schedule: way.schedule, speed: speed,
            isPaused: beginsPaused || way.isSteered || firstSteps > 0,
            maxSteps: maxSteps)
        news = run.subscribe(limit: Self.backlog, wake: wake)
        try run.start()
    }

    // MARK: Other ways

    func branch(_ branch: Branch, leaving trace: Trace) throws -> EventBatch {
        let steps = branch.steps + (branch.thread.map { [$0] } ?? [])
        // Who chooses may let sleepers go, whenever they would wake.
        let schedule = Schedule.controlled(
            prefix: steps, then: self.schedule.strategy ?? Self.strategy, isFree: true)
        let other = try whilePaused {
            let other = try runAlong(schedule, to: steps.count)
            if let refusal = difference(of: other.batch, from: trace, branch) {
                other.run.end(within: .seconds(1))
                throw NoSuchWay(description: refusal)
            }
            return other
        }
        leave(trace)
        ways.append(Way(schedule: schedule, isSteered: true))
        take(other, way: ways.count - 1)
        return other.batch
    }

    func visit(run number: Int, leaving trace: Trace) throws -> EventBatch? {
        guard ways.indices.contains(number) else { throw NoSuchWay(description: "there is no such run") }
        let way = ways[number]
        if let ended = way.ended {
            ways[current].isPaused = run.status.isPaused
            leave(trace)
            take((ended.run, ended.news, EventBatch()), way: number)
            return nil
        }
        var schedule = way.schedule
        if case .controlled(_, let strategy, let isFree) = schedule {
            schedule = .controlled(prefix: way.steps, then: strategy, isFree: isFree)
        }
        let other = try whilePaused { try runAlong(schedule, to: way.steps.count) }
        leave(trace)
        take(other, way: number)
        if !way.isPaused, !way.isSteered { run.resume() }
        return other.batch
    }

    /// The run that is shown stands meanwhile; where it is not left after all it goes on.
    private func whilePaused(_ body: () throws -> Other) throws -> Other {
        let wasPaused = run.status.isPaused
        run.pause()
        do {
            let other = try body()
            ways[current].isPaused = wasPaused
            return other
        } catch {
            if !wasPaused { run.resume() }
            throw error
        }
    }

    private typealias Other = (run: Run, news: Subscription, batch: EventBatch)

    /// A run that stands behind so many steps, which were taken as fast as it could.
    private func runAlong(_ schedule: Schedule, to count: Int) throws -> Other {
        let other = Run(
            scenario, schedule: schedule, speed: run.status.speed, isPaused: true, maxSteps: maxSteps)
        let news = other.subscribe(limit: Self.backlog, wake: wake)
        try other.start()
        other.step(times: count)
        var batch = EventBatch()
        let start = ContinuousClock.now
        while !other.stands(behind: count, within: .milliseconds(20)) {
            // It waits for who reads what it tells.
            batch.append(news.take())
            guard start.duration(to: .now) < Self.patience else {
                other.end(within: .zero)
                throw NoSuchWay(
                    description: "it did not come there again within \(Self.patience.inSeconds) s")
            }
        }
        batch.append(news.take())
        return (other, news, batch)
    }

    /// Why a run is not the same up to where it was to leave another; nil where it is.
    private func difference(of batch: EventBatch, from trace: Trace, _ branch: Branch) -> String? {
        var new = Trace()
        new.append(batch)
        if let step = new.firstStep(differingFrom: trace, before: branch.steps.count) {
            return
                "step \(step) is another each time: \(trace.words(ofStep: step)), and then \(new.words(ofStep: step))"
        }
        if new.stepCount < branch.steps.count + (branch.thread == nil ? 0 : 1) {
            let name = branch.thread.flatMap { trace[$0]?.name } ?? "it"
            return "\(name) can not go here"
        }
        return nil
    }

    private func leave(_ trace: Trace) {
        if run.status.isOver {
            ways[current].ended = (run, news)
        } else {
            ways[current].steps = trace.threads(ofSteps: trace.stepCount) ?? []
        }
        if !run.end(within: .zero) { leaving.append(run) }
    }

    private func take(_ other: Other, way: Int) {
        (run, news) = (other.run, other.news)
        current = way
        header = TraceHeader(scenario, schedule)
    }
}

extension Wheel {
    fileprivate init(
        step: Int, _ choices: [ThreadModel.Choice], previewing thread: ThreadID?, _ consequence: Consequence
    ) {
        self.init(
            step: step,
            choices: choices.map {
                Choice(
                    thread: $0.thread, kind: $0.request.operation.event, resource: $0.request.resource,
                    canGo: $0.canGo, owner: $0.owner, deadline: $0.deadline)
            }, previewed: thread, stopped: consequence.stopped, freed: consequence.freed)
    }
}

extension Trace {
    /// Who did what with a step, and where.
    fileprivate func words(ofStep step: Int) -> String {
        guard let number = eventNumber(ofStep: step) else { return "nobody did anything" }
        let event = self[number]
        let place =
            self[event.source].map { " at \($0.file.split(separator: "/").last ?? ""):\($0.line)" } ?? ""
        return "\(name(of: event.thread)) \(deed(of: event))\(place)"
    }
}
