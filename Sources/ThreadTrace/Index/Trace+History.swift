import Algorithms

/// What one thread did, event by event: a list of any length that is read where somebody looks.
extension Trace {
    /// How many events a thread had had at a position. O(log events).
    package func eventCount(of thread: ThreadID, before position: Int) -> Int {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane) else { return 0 }
        let forgotten = forgottenCount(lane)
        return (position >= count ? lanes[lane].count : lanes[lane].count(before: position)) - forgotten
    }

    /// How many of a lane's events tell of a past that has been forgotten.
    private func forgottenCount(_ lane: Int) -> Int { floor == 0 ? 0 : lanes[lane].count(before: floor) }

    /// A thread's event number `index`, counted from 0, or nil where there is none; -1 is the last that tells of a past that has been
    /// forgotten. O(1).
    package func event(_ index: Int, of thread: ThreadID) -> Event? {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane), index >= -1 else { return nil }
        let number = index + forgottenCount(lane)
        return lanes[lane].events.indices.contains(number) ? self[Int(lanes[lane].events[number])] : nil
    }
}

extension Trace.Moment {
    /// The last event of one kind on a resource, among its last `reach` events.
    package func lastEvent(of resource: ResourceID, kind: EventKind, reach: Int = 64) -> Event? {
        lastNumber(of: resource, kind: kind, reach: reach).map { trace[$0] }
    }

    /// The same event's number.
    func lastNumber(of resource: ResourceID, kind: EventKind, reach: Int = 64) -> Int? {
        let index = Int(resource.number) - 1
        guard trace.uses.indices.contains(index) else { return nil }
        let uses = trace.uses[index]
        let count = position >= trace.count ? uses.count : uses.partitioningIndex { Int($0) >= position }
        return uses[max(count - reach, 0)..<count].lazy.reversed()
            .map { Int($0) }.first { trace[$0].kind == kind }
    }
}
