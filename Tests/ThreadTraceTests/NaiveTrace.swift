import ThreadTrace

/// The answers of a trace by going through all events again and again.
struct NaiveTrace {
    let events: [Event]
    let threads: [ThreadID]
    private let kinds: [(resource: ResourceID, kind: ResourceKind?)]

    init(_ events: [Event]) {
        self.events = events
        threads = events.filter { $0.kind == .defineThread }.map(\.thread)
        kinds = events.filter(\.defines).map {
            ($0.resource, $0.kind == .defineThread ? .thread : ResourceKind(rawValue: $0.detail))
        }
    }

    var resources: [ResourceID] { kinds.map(\.resource) }

    func kind(of resource: ResourceID) -> ResourceKind? { kinds.first { $0.resource == resource }?.kind }

    func lastEvent(of resource: ResourceID, before position: Int) -> Event? {
        guard resources.contains(resource) else { return nil }
        return events.prefix(position).last { $0.resource == resource }
    }

    func lastEvent(of thread: ThreadID, before position: Int) -> Event? {
        guard threads.contains(thread) else { return nil }
        return events.prefix(position).last { $0.thread == thread }
    }

    func state(of thread: ThreadID, at position: Int) -> ThreadState {
        guard let last = lastEvent(of: thread, before: position) else { return .unborn }
        return ThreadState(
            activity: last.activity, resource: last.resource, holds: last.holds, since: last.time)
    }

    func value(of resource: ResourceID, at position: Int) -> (number: Int32, isName: Bool)? {
        guard resources.contains(resource) else { return nil }
        let isValue = kind(of: resource)?.isValue == true
        let told = events.prefix(position).last {
            $0.resource == resource && !(isValue && $0.kind == .deadlock)
        }
        guard let told, !told.defines else { return nil }
        return (told.value, [1, 3, 5].contains(told.detail) && isValue)
    }

    func holder(of resource: ResourceID, at position: Int) -> ThreadID? {
        guard [.lock, .rlock, .rwlock].contains(kind(of: resource)),
            let number = value(of: resource, at: position)?.number, number > 0
        else { return nil }
        return ThreadID(UInt32(number))
    }

    /// Who waits for what, by when they began to: with the first of the events since which they have done nothing else.
    func waiters(at position: Int) -> [ResourceID: [ThreadID]] {
        var waits: [(event: Int, thread: ThreadID, resource: ResourceID)] = []
        for thread in threads {
            let own = events.indices.prefix(position).filter { events[$0].thread == thread }
            guard let last = own.last, resources.contains(events[last].resource) else { continue }
            let resource = events[last].resource
            let wait = own.reversed().prefix {
                [.waiting, .deadlocked].contains(events[$0].activity) && events[$0].resource == resource
            }
            if let first = wait.last { waits.append((first, thread, resource)) }
        }
        return Dictionary(grouping: waits.sorted { $0.event < $1.event }, by: \.resource)
            .mapValues { $0.map(\.thread) }
    }

    func position(at time: Instant) -> Int { events.count { $0.time <= time } }

    func position(afterStep step: Int) -> Int? {
        events.firstIndex { $0.kind.isStep && $0.step == step }.map { $0 + 1 }
    }

    func messages(before position: Int) -> [Event] {
        events.prefix(position).filter { [.log, .output, .fail].contains($0.kind) }
    }
}

extension Event {
    /// Whether something is said to exist from now on.
    fileprivate var defines: Bool { kind == .defineThread || kind == .defineResource }
}
