import ThreadTrace

/// Builds a trace by hand: sets the clock, then says what each thread does.
package struct TraceBuilder {
    package private(set) var trace = Trace()
    private var clock = Instant.zero
    private var step: UInt32 = 0
    private var nameCount: Int32 = 1
    private var held: [ThreadID: [ResourceID]] = [:]
    private var source = SourceID.unknown
    private var sourceCount: UInt16 = 0

    package init() {}

    /// Moves the clock to this many seconds.
    package mutating func at(_ seconds: Double) {
        clock = Instant(nanoseconds: Int64((seconds * 1e9).rounded()))
    }

    package mutating func at(milliseconds: Double) { at(milliseconds / 1e3) }

    /// What happens from now on happens in this line.
    package mutating func at(line: UInt32, of file: String) {
        trace.append(EventBatch(sources: [SourceLocation(file: file, line: line)]))
        sourceCount += 1
        source = SourceID(sourceCount)
    }

    package mutating func thread(_ name: String) -> ThreadID {
        let thread = ThreadID(UInt32(trace.threadCount + 1))
        let resource = ResourceID(UInt32(trace.resourceCount + 1))
        append(
            Event(
                time: clock, thread: thread, kind: .defineThread, activity: .new, resource: resource,
                value: intern(name).number, step: step))
        return thread
    }

    package mutating func resource(_ kind: ResourceKind, _ name: String, capacity: UInt32 = 0) -> ResourceID {
        let resource = ResourceID(UInt32(trace.resourceCount + 1))
        append(
            Event(
                time: clock, thread: .runtime, kind: .defineResource, activity: .new, resource: resource,
                holds: ResourceID(capacity), value: intern(name).number, detail: kind.rawValue, step: step))
        return resource
    }

    /// - Parameter holds: what the thread took last and still holds, by what it has acquired and released where it is nil.
    package mutating func happen(
        _ thread: ThreadID, _ kind: EventKind, _ activity: Activity = .running,
        _ resource: ResourceID = .none, holds: ResourceID? = nil, value: Int32 = 0, detail: UInt8 = 0
    ) {
        if kind.isStep { step += 1 }
        append(
            Event(
                time: clock, thread: thread, kind: kind, activity: activity, resource: resource,
                holds: holds ?? held[thread]?.last ?? .none, value: value, detail: detail, source: source,
                step: step))
    }

    package mutating func begin(_ thread: ThreadID) { happen(thread, .begin) }
    package mutating func ready(_ thread: ThreadID) { happen(thread, .ready, .ready) }

    /// The value of what it waits for stays as it is.
    package mutating func block(_ thread: ThreadID, on resource: ResourceID) {
        let value = trace.now.value(of: resource)?.number ?? 0
        happen(thread, .block, .waiting, resource, value: value)
    }

    package mutating func join(_ thread: ThreadID, _ other: ThreadID) {
        block(thread, on: trace[other]?.resource ?? .none)
    }

    package mutating func sleep(_ thread: ThreadID) { happen(thread, .sleep, .sleeping) }
    package mutating func finish(_ thread: ThreadID) { happen(thread, .finish, .done) }

    package mutating func fail(_ thread: ThreadID, _ message: String) {
        let name = intern(message)
        happen(thread, .fail, .failed, value: name.number)
    }

    package mutating func acquire(_ thread: ThreadID, _ lock: ResourceID) {
        held[thread, default: []].append(lock)
        happen(thread, .acquire, .running, lock, value: Int32(thread.number))
    }

    package mutating func release(_ thread: ThreadID, _ lock: ResourceID) {
        held[thread]?.removeAll { $0 == lock }
        happen(thread, .release, .running, lock)
    }

    package mutating func write(_ thread: ThreadID, _ shared: ResourceID, _ text: String) {
        let name = intern(text)
        happen(thread, .write, .running, shared, value: name.number, detail: Event.valueIsName)
    }

    package mutating func log(_ thread: ThreadID, _ text: String, level: UInt8 = 1) {
        let name = intern(text)
        happen(thread, .log, value: name.number, detail: level)
    }

    package mutating func output(_ thread: ThreadID, _ text: String) {
        let name = intern(text)
        happen(thread, .output, value: name.number)
    }

    package mutating func end(_ outcome: Verdict.Outcome, _ message: String = "") {
        let name = intern(message)
        append(
            Event(
                time: clock, thread: .runtime, kind: .verdict, activity: .running, value: name.number,
                detail: outcome.rawValue, step: step))
    }

    private mutating func intern(_ name: String) -> NameID {
        trace.append(EventBatch(names: [name]))
        defer { nameCount += 1 }
        return NameID(nameCount)
    }

    private mutating func append(_ event: Event) { trace.append(event) }
}
