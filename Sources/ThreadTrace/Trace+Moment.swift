extension Trace {
    /// The run as it was after the first `position` events. Asking about the present costs O(1), about the past O(log events)
    /// for each thread or resource asked about.
    package struct Moment {
        package let trace: Trace
        package let position: Int

        fileprivate var isPresent: Bool { position >= trace.count }
    }

    /// The moment after the first `position` events; positions outside the trace are held to its ends.
    package func moment(at position: Int) -> Moment {
        Moment(trace: self, position: min(max(position, 0), count))
    }

    package var now: Moment { moment(at: count) }

    /// How many events had happened by `time`, those of that very instant included. O(log events).
    package func position(at time: Instant) -> Int {
        time >= end ? count : events.partitionPoint { $0.time > time }
    }

    /// The position at which step number `step`, counted from 1, had just been taken. O(log events).
    package func position(afterStep step: Int) -> Int {
        let first = events.partitionPoint { Int($0.step) >= step }
        return min(first + 1, count)
    }
}

extension Trace.Moment {
    /// What a thread was doing.
    package func state(of thread: ThreadID) -> ThreadState {
        let lane = Int(thread.number) - 1
        guard trace.lanes.indices.contains(lane) else { return .unborn }
        if isPresent { return trace.present.states[lane] }
        guard let last = trace.lanes[lane].lastEvent(before: position) else { return .unborn }
        return trace[last].state
    }

    /// What a resource was worth: see `ResourceKind`. Also whether that is the name of a text.
    package func value(of resource: ResourceID) -> (number: Int32, isName: Bool)? {
        guard let event = lastEvent(of: resource), event.kind != .defineResource, event.kind != .defineThread
        else {
            return nil
        }
        return (event.value, event.detail == Event.valueIsName && trace[resource]?.kind == .shared)
    }

    /// Who held a lock, or nil while it was free or for things that nobody holds.
    package func holder(of resource: ResourceID) -> ThreadID? {
        guard trace[resource]?.kind.isLock == true, let value = value(of: resource), value.number > 0 else {
            return nil
        }
        return ThreadID(UInt32(value.number))
    }

    /// Who waited for a resource, in the order in which they began to. In the past O(threads · log events).
    package func waiters(of resource: ResourceID) -> [ThreadID] {
        let index = Int(resource.number) - 1
        guard trace.uses.indices.contains(index) else { return [] }
        if isPresent { return trace.present.waiters[index] }
        return trace.threadIDs
            .map { (thread: $0, state: state(of: $0)) }
            .filter {
                ($0.state.activity == .waiting || $0.state.activity == .deadlocked)
                    && $0.state.resource == resource
            }
            .sorted { ($0.state.since, $0.thread) < ($1.state.since, $1.thread) }
            .map(\.thread)
    }

    /// The last thing that happened to a resource.
    package func lastEvent(of resource: ResourceID) -> Event? {
        let index = Int(resource.number) - 1
        guard trace.uses.indices.contains(index) else { return nil }
        let uses = trace.uses[index]
        let before = isPresent ? uses.count : uses.partitionPoint { Int($0) >= position }
        return before == 0 ? nil : trace[Int(uses[before - 1])]
    }

    /// The last thing that a thread did.
    package func lastEvent(of thread: ThreadID) -> Event? {
        let lane = Int(thread.number) - 1
        guard trace.lanes.indices.contains(lane) else { return nil }
        return trace.lanes[lane].lastEvent(before: position).map { trace[$0] }
    }
}

extension LaneHistory {
    /// The number in the trace of this thread's last event before the trace's event `position`. O(log events).
    func lastEvent(before position: Int) -> Int? {
        let before = count(before: position)
        return before == 0 ? nil : Int(events[before - 1])
    }
}
