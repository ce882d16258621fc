import ThreadModel
import ThreadTrace

/// One run of a scenario, from its start to its verdict: an `Execution`, carried out.
///
/// What may happen and what follows is the execution's to say; nothing here decides a rule. A run has the monitor that guards it,
/// the carrier that its threads' code runs on, the bus that publishes what happened, and the driver that lets time pass.
/// Whoever comes to the monitor last does the deciding, on behalf of whoever is chosen.
///
/// Invariant: outside the monitor, every thread either runs its own code or stands at an operation, with its carrier parked.
package final class Run: @unchecked Sendable {  // every stored variable is guarded by `monitor`
    package let scenario: Scenario
    package let schedule: Schedule
    let monitor = Monitor()
    let carrier: any Carrier
    /// Whether threads really run beside each other.
    let isParallel: Bool
    /// Whether steps take effect one at a time.
    let isControlled: Bool
    let bus = EventBus()

    // Nothing is checked for exclusive access at each step, as the monitor sees to that.

    /// What every step touches lies in memory of its own, as a class's stored properties are copied for a call.
    private let state: UnsafeMutablePointer<Execution>
    @exclusivity(unchecked) var steering: Steering
    /// By thread, in order of creation.
    @exclusivity(unchecked) var contexts: [ThreadContext] = []
    @exclusivity(unchecked) var labels = Labels()
    @exclusivity(unchecked) var driver = DriverState()
    /// Kept to the end of the run.
    @exclusivity(unchecked) var main: Thread?
    /// What is to be asked at its end.
    @exclusivity(unchecked) var checks: [Check] = []
    /// What has been said of it beside its trace.
    @exclusivity(unchecked) var notes: [String] = []
    /// What is to be told of its end.
    @exclusivity(unchecked) var whenOver: [@Sendable (Verdict) -> Void] = []
    /// Why a search can not take its way through it.
    @exclusivity(unchecked) package internal(set) var searchFault: (any Error)?
    @exclusivity(unchecked) var exceptionHook: (@Sendable (Thread, any Error) -> Void)?
    /// Set when the run is over: nothing takes effect any more, every thread unwinds.
    @exclusivity(unchecked) package internal(set) var verdict: Verdict?

    /// A run that has not started. Subscribe before `start` to see all of it.
    ///
    /// - Parameters:
    ///   - maxSteps: after so many steps the run is cut off.
    ///   - clock: virtual for controlled runs, monotonic for others, if none is given.
    ///   - carrier: what the threads' code runs on. Fibers carry controlled runs at full speed only.
    package convenience init(
        _ scenario: Scenario, schedule: Schedule = .parallel, speed: Speed = .normal, isPaused: Bool = false,
        maxSteps: Int? = nil, clock: ClockPolicy? = nil, carrier: CarrierKind = .threads
    ) {
        self.init(
            scenario, schedule: schedule, speed: speed, isPaused: isPaused, maxSteps: maxSteps, clock: clock,
            on: carrier.make())
    }

    /// A run that a search takes its way through: on fibers, at full speed, on the free clock.
    ///
    /// - Parameter scheduler: asked before each step.
    package convenience init(
        searching scenario: Scenario, _ scheduler: any Scheduler, maxSteps: Int? = nil,
        clock: ClockPolicy = .free, stacks: FiberStacks
    ) {
        self.init(
            scenario, schedule: .controlled(prefix: [], then: .lowest), scheduler: scheduler, speed: .max,
            isPaused: false, maxSteps: maxSteps, clock: clock, on: CarrierKind.fibers(stacks).make())
    }

    init(
        _ scenario: Scenario, schedule: Schedule, scheduler: (any Scheduler)? = nil, speed: Speed,
        isPaused: Bool, maxSteps: Int?, clock: ClockPolicy?, on carrier: any Carrier
    ) {
        self.scenario = scenario
        self.schedule = schedule
        self.carrier = carrier
        isParallel = carrier.isParallel
        isControlled = schedule.isControlled
        let policy = clock ?? schedule.clock
        state = .allocate(capacity: 1)
        state.initialize(
            to: Execution(
                isControlled: isControlled,
                clock: RunClock(
                    policy, speed: speed, isPaused: isPaused, isHeld: true, real: monotonicNanoseconds())))
        steering = Steering(scheduler: scheduler ?? schedule.makeScheduler(), maxSteps: maxSteps)
        // A search looks on by itself.
        if scheduler == nil, isControlled { steering.dare = scenario.dare.map(DareWatch.init) }
        contexts.reserveCapacity(8)
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    var execution: Execution {
        unsafeAddress { UnsafePointer(state) }
        unsafeMutableAddress { state }
    }

    /// The execution, to be asked in place.
    var situation: Situation { Situation(state) }

    /// All that it is, to be asked when it is over.
    package func withSituation<Result>(_ body: (Situation) throws -> Result) rethrows -> Result {
        try withMonitor { try body(situation) }
    }

    /// The run whose thread is calling.
    static var current: Run? { ThreadContext.current?.run }

    /// Real time, where it has a say.
    var real: Int64 { execution.clock.needsRealTime ? monotonicNanoseconds() : 0 }

    /// The calling thread in the monitor; on fibers there is nobody else to keep out.
    func withMonitor<Result>(_ body: () throws -> Result) rethrows -> Result {
        enter()
        defer { exit() }
        return try body()
    }

    func enter() { if isParallel { monitor.lock() } }

    func exit() { if isParallel { monitor.unlock() } }

    /// A reader of all events from now on.
    ///
    /// - Parameters:
    ///   - limit: the run waits while there are so many events that have not been taken; not for a run on fibers, nor for who
    ///     takes them when the run has ended.
    ///   - wake: called, inside the monitor, once for all that comes between two calls of `take`; it must be quick and must not
    ///     call the run.
    package func subscribe(limit: Int = .max, wake: @escaping @Sendable () -> Void = {}) -> Subscription {
        withMonitor { Subscription(run: self, subscriber: bus.subscribe(limit: limit, wake)) }
    }

    /// What the execution tells goes to whoever reads it. The verdict is the last word: what threads still make as they unwind is not told.
    func publish() {
        guard !execution.events.isEmpty else { return }
        guard verdict == nil else { return execution.events.removeAll() }
        for index in execution.events.indices where execution.events[index].kind == .reject {
            execution.events[index].value = complaint(of: execution.events[index].thread).number
        }
        bus.publish(execution.events)
        execution.events.removeAll(keepingCapacity: true)
        if bus.isFullOfNames { bus.forgetNames { execution.renumberNames($0) } }
    }

    /// What a thread is told whose operation was refused.
    private func complaint(of thread: ThreadID) -> NameID {
        guard case .refused(let refusal) = execution.reply(of: thread) else { return NameID(0) }
        return bus.intern("\(error(refusal, of: thread))")
    }

    func error(_ refusal: Refusal, of thread: ThreadID) -> ThreadingError {
        var resource = execution.lastRequest(of: thread).resource
        if case .lockNotHeld(let lock) = refusal { resource = lock }
        return ThreadingError(refusal, resource: name(of: resource), thread: name(of: thread))
    }

    func name(of thread: ThreadID) -> String { bus.text(situation.name(of: thread)) }
    func name(of resource: ResourceID) -> String { bus.text(situation.name(of: resource)) }

    // MARK: What there is

    /// A new resource, named `name` or after its kind and a number.
    func define(
        _ kind: ResourceKind, name: String?, capacity: Int = 0, value: ResourceValue? = nil,
        _ primitive: AnyPrimitive, identity: Int32 = 0
    ) -> (id: ResourceID, name: String) {
        withMonitor {
            let name = name ?? labels.next(kind.word)
            let id = execution.defineResource(
                kind, bus.intern(name), capacity: capacity, value: value.map(shown), primitive,
                by: ThreadContext.current?.id ?? .runtime, identity: identity, real: real)
            publish()
            return (id, name)
        }
    }

    /// The resource that stands for a logger, made when it is first used.
    func logger(_ label: String) -> ResourceID {
        withMonitor {
            if let known = labels.loggers[label] { return known }
            let id = execution.defineResource(.logger, bus.intern(label), .stateless, real: real)
            publish()
            labels.loggers[label] = id
            return id
        }
    }

    /// A new thread that has not started. It is a daemon where whoever makes it is one, as in Python.
    func makeThread(name: String?, isDaemon: Bool?) -> ThreadContext {
        withMonitor {
            let name = name ?? labels.nextThread()
            let id = execution.defineThread(
                bus.intern(name),
                isDaemon: isDaemon ?? ThreadContext.current.map { situation.isDaemon($0.id) } ?? false,
                by: ThreadContext.current?.id ?? .runtime, real: real)
            publish()
            let context = ThreadContext(
                id: id, resource: situation.resource(of: id), run: self, carrier: carrier)
            contexts.append(context)
            return context
        }
    }

    /// How the trace tells a value; to be asked inside the monitor.
    func shown(_ value: ResourceValue) -> ShownValue {
        switch value {
        case .number(let number): ShownValue(number: number)
        case .text(let text): ShownValue(number: bus.intern(text).number, isName: true)
        }
    }
}

/// Names that are made up, and loggers, by their label.
struct Labels {
    private var counts: [String: Int] = [:]
    private var threads = 0
    var loggers: [String: ResourceID] = [:]

    /// "lock-1", "lock-2" and so on.
    mutating func next(_ stem: String) -> String { "\(stem)-\(count(stem))" }

    /// 1, 2 and so on, for each stem.
    mutating func count(_ stem: String) -> Int {
        let count = counts[stem, default: 0] + 1
        counts[stem] = count
        return count
    }

    /// "Thread-1" and so on.
    mutating func nextThread() -> String {
        threads += 1
        return "Thread-\(threads)"
    }
}

/// What a shared value is worth, as the trace tells it.
package enum ResourceValue: Sendable {
    case number(Int32)
    case text(String)

    /// Calls the value's own description, unless it is a small integer.
    init<Value>(_ value: Value) {
        // A cast of what is not an Int anyway takes longer than a step.
        if Value.self == Int.self, let number = value as? Int, let small = Int32(exactly: number) {
            self = .number(small)
        } else {
            self = .text(String(describing: value))
        }
    }

    package var number: Int {
        guard case .number(let number) = self else { return 0 }
        return Int(number)
    }

    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}
