import Algorithms

/// What one thread did, event by event: a list of any length that is read where somebody looks.
extension Trace {
    /// How many events a thread had had at a position. O(log events).
    package func eventCount(of thread: ThreadID, before position: Int) -> Int {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane) else { return 0 }
        return position >= count ? lanes[lane].count : lanes[lane].count(before: position)
    }

    /// A thread's event number `index`, counted from 0, or nil where there is none. O(1).
    package func event(_ index: Int, of thread: ThreadID) -> Event? {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane), index >= 0, index < lanes[lane].count else { return nil }
        return self[Int(lanes[lane].events[index])]
    }
}

extension Trace.Moment {
    /// The last event of one kind on a resource, among its last `reach` events.
    package func lastEvent(of resource: ResourceID, kind: EventKind, reach: Int = 64) -> Event? {
        let index = Int(resource.number) - 1
        guard trace.uses.indices.contains(index) else { return nil }
        let uses = trace.uses[index]
        let count = position >= trace.count ? uses.count : uses.partitioningIndex { Int($0) >= position }
        return uses[max(count - reach, 0)..<count].lazy.reversed()
            .map { trace[Int($0)] }.first { $0.kind == kind }
    }
}
