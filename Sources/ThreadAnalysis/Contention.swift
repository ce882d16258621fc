import ThreadTrace

/// How often threads got through each lock, queue and so on, and how long they had to wait for it first.
///
/// A *wait* begins when a thread comes to an operation that can not take effect yet, and ends with whatever the thread does
/// next: mostly that operation, sometimes giving up, being interrupted, or being deadlocked. Told for the run so far:
/// it keeps no past.
package struct Contention: Sendable {
    /// Where each resource's entry is, by the resource's number; 0 where it has none.
    private var places: [Int32] = []
    private var entries: [ContentionEntry] = []
    /// What each thread waits for, by the thread's number.
    private var waits: [Wait] = []

    private struct Wait {
        var resource = ResourceID.none
        var since = Instant.zero
    }

    /// The resources that threads came to, in the order in which they first did.
    package var resources: some RandomAccessCollection<ResourceID> { entries.lazy.map(\.resource) }

    package subscript(resource: ResourceID) -> ContentionEntry? {
        let number = Int(resource.number)
        guard places.indices.contains(number), places[number] > 0 else { return nil }
        return entries[Int(places[number]) - 1]
    }

    mutating func fold(_ event: Event, kind: ResourceKind?) {
        let thread = Int(event.thread.number)
        if thread < waits.count, waits[thread].resource != .none {
            let wait = waits[thread]
            if event.activity == .waiting, event.resource == wait.resource { return }
            waits[thread].resource = .none
            let place = Int(places[Int(wait.resource.number)]) - 1
            entries[place].endWait(since: wait.since, at: event.time)
        }
        guard let kind, kind.isContended else { return }
        if event.activity == .waiting, event.thread != .runtime, !event.kind.isStep {
            while waits.count <= thread { waits.append(Wait()) }
            waits[thread] = Wait(resource: event.resource, since: event.time)
            entries[place(of: event.resource)].beginWait(at: event.time)
        } else if event.kind.getsThrough {
            entries[place(of: event.resource)].use()
        }
    }

    private mutating func place(of resource: ResourceID) -> Int {
        let number = Int(resource.number)
        while places.count <= number { places.appendSparingly(0) }
        if places[number] == 0 {
            entries.appendSparingly(ContentionEntry(resource))
            places[number] = Int32(entries.count)
        }
        return Int(places[number]) - 1
    }
}

extension ResourceKind {
    /// Whether having to wait for it tells of threads in each other's way. Waiting for work or for an end does not.
    fileprivate var isContended: Bool {
        switch self {
        case .lock, .rlock, .rwlock, .condition, .semaphore, .barrier, .event, .queue: true
        case .pool, .future, .timer, .shared, .atomic, .outside, .thread, .logger: false
        }
    }
}

extension EventKind {
    /// Whether the step is one that others may have to wait for.
    fileprivate var getsThrough: Bool {
        switch self {
        case .acquire, .wake, .pass, .trip, .put, .get, .join: true
        default: false
        }
    }
}
