import ThreadTrace

/// A trace told event by event, in milliseconds.
struct Story {
    private(set) var trace = Trace()
    private var now: Int64 = 0
    private var step: UInt32 = 0
    private var defined: Int32 = 0

    mutating func at(_ milliseconds: Double) { now = Int64(milliseconds * 1_000_000) }

    mutating func thread(_ name: String) -> ThreadID {
        let thread = ThreadID(UInt32(trace.threadCount + 1))
        define(name) {
            Event(
                time: $0, thread: thread, kind: .defineThread, activity: .new, resource: $1, value: $2,
                step: 0)
        }
        return thread
    }

    mutating func resource(_ kind: ResourceKind, _ name: String, capacity: UInt32 = 0) -> ResourceID {
        let resource = ResourceID(UInt32(trace.resourceCount + 1))
        define(name) {
            Event(
                time: $0, thread: .runtime, kind: .defineResource, activity: .new, resource: $1,
                holds: ResourceID(capacity), value: $2, detail: kind.rawValue, step: 0)
        }
        return resource
    }

    private mutating func define(_ name: String, _ event: (Instant, ResourceID, Int32) -> Event) {
        defined += 1
        trace.append(EventBatch(names: [name]))
        trace.append(event(Instant(nanoseconds: now), ResourceID(UInt32(trace.resourceCount + 1)), defined))
    }

    mutating func tell(
        _ thread: ThreadID, _ kind: EventKind, _ activity: Activity = .running,
        _ resource: ResourceID = .none, holds: ResourceID = .none, value: Int32 = 0
    ) {
        if kind.isStep { step += 1 }
        trace.append(
            Event(
                time: Instant(nanoseconds: now), thread: thread, kind: kind, activity: activity,
                resource: resource, holds: holds, value: value, step: step))
    }

    mutating func acquire(_ thread: ThreadID, _ lock: ResourceID) {
        tell(thread, .acquire, .running, lock, holds: lock, value: Int32(thread.number))
    }

    mutating func release(_ thread: ThreadID, _ lock: ResourceID) { tell(thread, .release, .running, lock) }

    /// The value of what it waits for stays as it is.
    mutating func block(_ thread: ThreadID, _ resource: ResourceID, holds: ResourceID = .none) {
        let value = trace.now.value(of: resource)?.number ?? 0
        tell(thread, .block, .waiting, resource, holds: holds, value: value)
    }
}
