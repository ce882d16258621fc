import ThreadTrace

/// Events as a run might publish them, only less sensibly: threads and resources come over time, many events share an
/// instant, any state follows any other until a final one, and now and then something is mentioned that was never defined.
package struct RandomEvents {
    /// Numbers from here on are of nothing that is ever defined.
    package static let undefined: UInt32 = 1_000

    package private(set) var events: [Event] = []
    /// The names that definitions use, in the order of their numbers.
    package private(set) var names: [String] = []
    package private(set) var threads = 0
    package private(set) var resources = 0
    private var random: SplitMix64
    private var time: Int64 = 0
    private var step: UInt32 = 0
    private var alive: [ThreadID] = []

    package init(count: Int, seed: UInt64) {
        random = SplitMix64(seed: seed)
        while events.count < count { appendNext() }
    }

    /// The same as a trace that got them in batches.
    package var trace: Trace {
        var trace = Trace()
        var random = random
        trace.append(EventBatch(names: names))
        var rest = events[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...max(1, events.count / 3), using: &random)
            trace.append(EventBatch(events: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return trace
    }

    private mutating func appendNext() {
        time += chance(60) ? 0 : Int64.random(in: 1...(chance(80) ? 1_000 : 1_000_000), using: &random)
        if threads == 0 || threads < 10 && (alive.isEmpty || chance(2)) {
            defineThread()
        } else if resources == threads || resources < 25 && chance(3) {
            defineResource()
        } else {
            let thread = alive.randomElement(using: &random)
            append(thread == nil || chance(2) ? stranger() : thread ?? .runtime)
        }
    }

    private mutating func defineThread() {
        threads += 1
        resources += 1
        alive.append(ThreadID(UInt32(threads)))
        names.append("thread \(threads)")
        events.append(
            Event(
                time: Instant(nanoseconds: time), thread: ThreadID(UInt32(threads)), kind: .defineThread,
                activity: .new, resource: ResourceID(UInt32(resources)), value: Int32(names.count), step: step
            ))
    }

    private mutating func defineResource() {
        resources += 1
        names.append("resource \(resources)")
        let kind = ResourceKind.allCases.randomElement(using: &random) ?? .lock
        events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .defineResource, activity: .new,
                resource: ResourceID(UInt32(resources)),
                holds: ResourceID(.random(in: 0...9, using: &random)),
                value: Int32(names.count), detail: kind.rawValue, step: step))
    }

    private mutating func append(_ thread: ThreadID) {
        let others: [EventKind] = [.defineThread, .defineResource, .verdict, .rename, .forgotten, .kept]
        let kinds = EventKind.allCases.filter { !others.contains($0) }
        let kind = kinds.randomElement(using: &random) ?? .ready
        if kind.isStep { step += 1 }
        let usual: [Activity] = [.running, .ready, .waiting, .waiting, .sleeping]
        let final: [Activity] = [.done, .failed, .deadlocked]
        let activity = (chance(1) ? final : usual).randomElement(using: &random) ?? .running
        if activity.isFinal { alive.removeAll { $0 == thread } }
        // Now and then a thread is told to wait for what it waits for anyway.
        let before = chance(20) ? events.last { $0.thread == thread }?.resource : nil
        events.append(
            Event(
                time: Instant(nanoseconds: time), thread: thread, kind: kind, activity: activity,
                resource: before ?? (chance(20) ? .none : resource()), holds: chance(60) ? .none : resource(),
                value: .random(in: -1...12, using: &random), detail: .random(in: 0...3, using: &random),
                step: step))
    }

    private mutating func stranger() -> ThreadID {
        chance(50) ? .runtime : ThreadID(Self.undefined + .random(in: 0...9, using: &random))
    }

    private mutating func resource() -> ResourceID {
        let number = UInt32.random(in: 1...UInt32(resources), using: &random)
        return ResourceID(chance(3) ? Self.undefined + number : number)
    }

    /// Whether something happens that does in so many of a hundred cases.
    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
