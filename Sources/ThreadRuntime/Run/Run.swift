import ThreadTrace

/// One run of a scenario on real threads, from its start to its verdict.
///
/// Threads come to operations; an operation is a guard and an effect. Everything below happens inside one monitor: the
/// scheduler decides whose effect is next, the effect changes a primitive's state, and the event goes on the bus. Whoever
/// comes to the monitor last does the deciding, on behalf of whoever is chosen; a driver thread does it when time has to
/// pass first. Invariant: outside the monitor, every thread either runs its own code, or has an operation pending.
///
/// The other files of this folder hold its parts: operations, scheduling, control, the driver.
package final class Run: @unchecked Sendable {  // every stored variable is guarded by `monitor`
    package let scenario: Scenario
    package let schedule: Schedule
    let isControlled: Bool
    let monitor = Monitor()

    var clock: RunClock
    var scheduler: any Scheduler
    let bus = EventBus()
    var deadlines = Deadlines()

    var threads: [ThreadContext] = []
    var resourceCount: UInt32 = 0
    private var counts: [String: Int] = [:]
    private var loggers: [String: Resource] = [:]
    /// Stands for the resource of operations that have none.
    let nothing = Resource(id: .none, kind: .event, name: "")

    /// Threads that run their own code, which no scheduler can stop.
    var running = 0
    /// Threads that have started and not ended.
    var unfinished = 0
    var arrivals = 0
    var steps: UInt32 = 0
    /// Pending operations that could take effect now, in no order.
    var enabled: [PendingOperation] = []
    /// Who a controlled scheduler has chosen to go next, when nothing but the clock or a pause holds it back.
    var chosen: PendingOperation?
    /// An arrival that the trace need not tell if it goes at once.
    var unannounced: PendingOperation?
    /// Steps that may be taken although the run is paused.
    var permittedSteps = 0
    var failure: String?
    /// Set by the verdict: nothing takes effect any more, every thread unwinds.
    package internal(set) var verdict: Verdict?

    var driver = DriverState()

    /// A run that has not started. Subscribe before `start` to see all of it.
    package init(
        _ scenario: Scenario, schedule: Schedule = .parallel, speed: Speed = .normal, isPaused: Bool = false
    ) {
        self.scenario = scenario
        self.schedule = schedule
        scheduler = schedule.makeScheduler()
        isControlled = scheduler.isControlled
        clock = RunClock(
            isVirtual: scheduler.isControlled, speed: speed, isPaused: isPaused, real: monotonicNanoseconds())
    }

    /// The run whose thread is calling.
    static var current: Run? { ThreadContext.current?.run }

    var isClosed: Bool { verdict != nil }

    /// The time on the run's clock; to be asked inside the monitor.
    var now: Instant { clock.now(real: monotonicNanoseconds()) }

    /// A reader of all events from now on. `wake` is called, inside the monitor, once for all that comes between two calls of
    /// `take`; it must be quick and must not call the run.
    package func subscribe(wake: @escaping @Sendable () -> Void = {}) -> Subscription {
        monitor.withLock { Subscription(run: self, subscriber: bus.subscribe(wake)) }
    }

    // MARK: What there is

    /// A new resource, named `name` or after its kind and a number.
    func makeResource(
        _ kind: ResourceKind, name: String?, capacity: Int, initially value: ResourceValue?
    ) -> Resource {
        monitor.withLock { define(kind, name: name, capacity: capacity, initially: value) }
    }

    /// The resource that stands for a logger, made when it is first used.
    func logger(_ label: String) -> Resource {
        monitor.withLock {
            if let known = loggers[label] { return known }
            let resource = define(.logger, name: label, capacity: 0, initially: nil)
            loggers[label] = resource
            return resource
        }
    }

    private func define(
        _ kind: ResourceKind, name: String?, capacity: Int, initially value: ResourceValue?
    ) -> Resource {
        let resource = register(kind, name: name ?? nextName(kind.word))
        publish(
            TraceEvent(
                time: now, thread: .runtime, kind: .defineResource, activity: .new, resource: resource.id,
                holds: ResourceID(UInt32(clamping: capacity)), value: bus.intern(resource.name).number,
                detail: kind.rawValue, step: steps))
        guard let value else { return resource }
        (resource.value, resource.valueIsName) = value.encoded { bus.intern($0) }
        publish(
            TraceEvent(
                time: now, thread: .runtime, kind: .defineValue, activity: .new, resource: resource.id,
                value: resource.value, detail: resource.valueIsName ? TraceEvent.valueIsName : 0, step: steps)
        )
        return resource
    }

    /// A new thread that has not started.
    func makeThread(name: String?) -> ThreadContext {
        monitor.withLock {
            let name = name ?? nextName("Thread")
            let thread = ThreadContext(
                id: ThreadID(UInt32(threads.count + 1)), name: name, resource: register(.thread, name: name),
                run: self)
            thread.resource.owner = thread
            threads.append(thread)
            publish(
                TraceEvent(
                    time: now, thread: thread.id, kind: .defineThread, activity: .new,
                    resource: thread.resource.id,
                    value: bus.intern(name).number, step: steps))
            return thread
        }
    }

    private func register(_ kind: ResourceKind, name: String) -> Resource {
        resourceCount += 1
        return Resource(id: ResourceID(resourceCount), kind: kind, name: name)
    }

    private func nextName(_ stem: String) -> String {
        counts[stem, default: 0] += 1
        return "\(stem)-\(counts[stem, default: 0])"
    }

    func publish(_ event: TraceEvent) { bus.publish(event) }
}
