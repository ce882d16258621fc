import ThreadTrace

/// All that a run is, as a value: who stands where, what everything is worth, what time it is. It can be copied, and each copy goes
/// its own way.
///
/// Whoever carries threads' code tells it that a thread has come to an operation (`arrive`), asks how things stand (`stand`), and
/// lets a thread's operation take effect (`take`), which the thread is then told of by its `reply`. Nothing happens by itself.
/// What happened is in `events`, in order, until somebody takes it out. Real time, where the clock's policy needs it, is an argument.
///
/// Invariant: every thread that has started and not ended either runs its own code or stands at an operation, and `enabled` are
/// exactly those whose operation could take effect now.
package struct Execution: Sendable {
    /// Whether steps are chosen, one at a time, or take effect as they come.
    package let isControlled: Bool
    package var clock: RunClock
    /// Whether `events` are told. Searching does without.
    package var isTracing = true
    /// What happened since somebody last took it out.
    package var events: [Event] = []

    var threads: [ThreadSlot] = []
    /// Number 0 stands for nothing.
    var resources = [ResourceSlot(kind: .event, name: NameID(0), primitive: .stateless)]
    /// Who holds what.
    package internal(set) var holdings = Holdings()
    /// Those who can go, by number.
    var enabled = ThreadSet()
    package internal(set) var enabledCount = 0
    /// Threads that run their own code.
    package internal(set) var running = 0
    /// Threads that wait for something outside the run.
    package internal(set) var away = 0
    /// Threads that have started and not ended, daemons aside.
    package internal(set) var unfinished = 0
    var arrivals = 0
    package internal(set) var steps: UInt32 = 0
    /// Who took the last step.
    package internal(set) var last = ThreadID.runtime
    var deadlines = Deadlines()
    /// Threads that stand at going round.
    var spinning = 0
    /// An arrival that the trace need not tell if it goes at once.
    var unannounced: UInt32 = 0
    /// Errors that no thread caught, in order.
    package internal(set) var failures: [Failure] = []
    package internal(set) var ending: Ending?
    /// Who stood at an operation when the run came to its end.
    package internal(set) var stood: [ThreadID] = []

    package init(isControlled: Bool, clock: RunClock) {
        self.isControlled = isControlled
        self.clock = clock
        // Room for what most executions have: they are made by the million, and growing takes longer than any step.
        threads.reserveCapacity(7)
        resources.reserveCapacity(11)
    }

    /// A thread's error that nobody caught.
    package struct Failure: Hashable, Sendable {
        package let thread: ThreadID
        package internal(set) var message: NameID
    }

    // MARK: What there is

    package var threadCount: Int { threads.count }

    package func name(of thread: ThreadID) -> NameID { threads[thread.index].name }
    package func name(of resource: ResourceID) -> NameID { resources[Int(resource.number)].name }
    package func kind(of resource: ResourceID) -> ResourceKind { resources[Int(resource.number)].kind }
    package func resource(of thread: ThreadID) -> ResourceID { threads[thread.index].resource }
    package func reply(of thread: ThreadID) -> Reply { threads[thread.index].reply }
    @inline(__always) package func primitive(_ resource: ResourceID) -> AnyPrimitive {
        resources[Int(resource.number)].primitive
    }

    /// The thread whose life a resource stands for.
    package func thread(of resource: ResourceID) -> ThreadID? {
        guard case .thread(let life) = resources[Int(resource.number)].primitive else { return nil }
        return life.thread
    }

    package func isAlive(_ thread: ThreadID) -> Bool {
        guard case .thread(let life) = primitive(threads[thread.index].resource) else { return false }
        return life.isAlive
    }

    package func isDaemon(_ thread: ThreadID) -> Bool { threads[thread.index].isDaemon }

    package mutating func set(isDaemon: Bool, of thread: ThreadID) {
        threads[thread.index].isDaemon = isDaemon
    }

    /// What a thread stands at, whatever the reason; nil while it runs its own code.
    package func request(of thread: ThreadID) -> Request? {
        guard threads.indices.contains(thread.index), threads[thread.index].isStanding else { return nil }
        return threads[thread.index].request
    }

    /// The operation that a thread came to last, whether it has taken effect or not.
    package func lastRequest(of thread: ThreadID) -> Request { threads[thread.index].request }

    /// The text that goes with a standing thread's operation is known from now on, which is about to take effect.
    package mutating func set(name: NameID, of thread: ThreadID) { threads[thread.index].request.name = name }

    /// The texts of names, and of what things are worth, have other numbers from now on.
    package mutating func renumberNames(_ number: (NameID) -> NameID) {
        for index in threads.indices { threads[index].name = number(threads[index].name) }
        for index in resources.indices {
            resources[index].name = number(resources[index].name)
            guard resources[index].valueIsName else { continue }
            resources[index].value = number(NameID(resources[index].value)).number
        }
        for index in failures.indices { failures[index].message = number(failures[index].message) }
    }

    /// Until when a standing thread waits at most, nil for ever.
    package func deadline(of thread: ThreadID) -> Instant? {
        threads[thread.index].deadline == .distantFuture ? nil : threads[thread.index].deadline
    }

    package func hasEnded(_ thread: ThreadID) -> Bool {
        guard case .thread(let life) = primitive(threads[thread.index].resource) else { return false }
        return life.hasEnded
    }

    /// Every resource, in order of creation.
    package var resourceIDs: [ResourceID] { (1..<max(resources.count, 1)).map { ResourceID(UInt32($0)) } }

    package func isEnabled(_ thread: ThreadID) -> Bool { threads[thread.index].standing == .enabled }

    /// How many deadlines are remembered, those included that nobody waits for any more.
    package var pendingDeadlines: Int { deadlines.count }

    /// Who made a thread, or a thing, while it ran its own code; the runtime for what was there before.
    package func creator(of thread: ThreadID) -> ThreadID { threads[thread.index].creator }
    package func creator(of resource: ResourceID) -> ThreadID { resources[Int(resource.number)].creator }

    /// The pool that a thread works for.
    package func pool(of thread: ThreadID) -> ResourceID { threads[thread.index].pool }

    /// How many things there are; they are numbered from 1.
    package var resourceCount: Int { resources.count - 1 }

    /// A new thread that has not started.
    ///
    /// - Parameter creator: the thread that makes it.
    package mutating func defineThread(
        _ name: NameID, isDaemon: Bool = false, by creator: ThreadID = .runtime, real: Int64
    ) -> ThreadID {
        let thread = ThreadID(UInt32(threads.count + 1))
        let resource = ResourceID(UInt32(resources.count))
        var slot = ResourceSlot(kind: .thread, name: name, primitive: .thread(LifeState(of: thread)))
        slot.creator = creator
        resources.append(slot)
        threads.append(ThreadSlot(resource: resource, name: name, isDaemon: isDaemon, creator: creator))
        holdings.addThread()
        if isTracing {
            events.append(
                Event(
                    time: clock.now(real: real), thread: thread, kind: .defineThread, activity: .new,
                    resource: resource, value: name.number, step: steps))
        }
        return thread
    }

    /// A new thing that threads operate on.
    ///
    /// - Parameters:
    ///   - capacity: its bound, parties, workers or first permits, 0 where that says nothing.
    ///   - value: what it is worth at first, where that is to be told.
    ///   - creator: the thread that makes it.
    ///   - identity: what whoever makes it knows it by in all executions, from 1; 0 where it is by its creator and as the how manieth.
    package mutating func defineResource(
        _ kind: ResourceKind, _ name: NameID, capacity: Int = 0, value: ShownValue? = nil,
        _ primitive: AnyPrimitive, by creator: ThreadID = .runtime, identity: Int32 = 0, real: Int64
    ) -> ResourceID {
        let resource = ResourceID(UInt32(resources.count))
        var slot = ResourceSlot(kind: kind, name: name, primitive: primitive)
        slot.value = value?.number ?? 0
        slot.valueIsName = value?.isName ?? false
        slot.creator = creator
        slot.identity = identity
        resources.append(slot)
        holdings.addResource(kind, capacity: capacity)
        guard isTracing else { return resource }
        events.append(
            Event(
                time: clock.now(real: real), thread: .runtime, kind: .defineResource, activity: .new,
                resource: resource,
                holds: ResourceID(UInt32(clamping: capacity)), value: name.number, detail: kind.rawValue,
                step: steps))
        if let value { tell(value, of: resource, real: real) }
        return resource
    }

    /// A resource is worth something else from now on, of which no step tells.
    package mutating func set(_ value: ShownValue, of resource: ResourceID, real: Int64) {
        resources[Int(resource.number)].value = value.number
        resources[Int(resource.number)].valueIsName = value.isName
        if isTracing { tell(value, of: resource, real: real) }
    }

    /// Nobody will operate on a resource any more, and no list needs to show it.
    package mutating func destroy(_ resource: ResourceID, real: Int64) {
        guard isTracing else { return }
        events.append(
            Event(
                time: clock.now(real: real), thread: .runtime, kind: .destroy, activity: .new,
                resource: resource, value: resources[Int(resource.number)].value, step: steps))
    }

    private mutating func tell(_ value: ShownValue, of resource: ResourceID, real: Int64) {
        events.append(
            Event(
                time: clock.now(real: real), thread: .runtime, kind: .defineValue, activity: .new,
                resource: resource, value: value.number, detail: value.isName ? Event.valueIsName : 0,
                step: steps))
    }

    /// Elements of a priority queue have other ranks from now on, in the same order: no step, as nobody can see it.
    package mutating func rank(_ ranks: [Int: Int], in queue: ResourceID) {
        guard case .queue(var state) = resources[Int(queue.number)].primitive else { return }
        state.rank(ranks)
        resources[Int(queue.number)].primitive = .queue(state)
        for index in threads.indices where threads[index].request.resource == queue {
            if let rank = ranks[threads[index].request.argument] { threads[index].request.rank = rank }
        }
    }
}

extension ThreadID {
    /// Threads are numbered from 1, in order of creation.
    package var index: Int { Int(number) - 1 }
}
