import Algorithms

extension Trace {
    /// The run as it was after the first `position` events. Asking about the present costs O(1), about the past O(log events)
    /// for each thread or resource asked about.
    package struct Moment {
        package let trace: Trace
        package let position: Int

        fileprivate var isPresent: Bool { position >= trace.count }

        /// How many steps had been taken.
        package var stepCount: Int { position == 0 ? 0 : Int(trace[position - 1].step) }

        /// When the last event before it happened.
        package var time: Instant { position == 0 ? .zero : trace[position - 1].time }
    }

    /// The moment after the first `position` events; positions outside the trace, or before what is kept of it, are held to its ends.
    package func moment(at position: Int) -> Moment {
        Moment(trace: self, position: min(max(position, floor), count))
    }

    package var now: Moment { moment(at: count) }

    /// Where it begins: at the start of the run, or where what is known of it does.
    package var beginning: Moment { moment(at: floor) }

    /// How many events had happened by `time`, those of that very instant included. O(log events).
    package func position(at time: Instant) -> Int {
        time >= end ? count : max(events.partitioningIndex { $0.time > time }, floor)
    }

    /// The position at which step number `step`, counted from 1, had just been taken. O(log events).
    package func position(afterStep step: Int) -> Int {
        let first = events.partitioningIndex { Int($0.step) >= step }
        return min(max(first + 1, floor), count)
    }

    /// The position just before step number `step`, counted from 1: everything that led up to it has happened. O(log events).
    package func position(beforeStep step: Int) -> Int {
        step > stepCount ? count : max(events.partitioningIndex { Int($0.step) >= step }, floor)
    }

    /// The position just after the next step of a thread from `position` on, or nil when it takes none any more.
    ///
    /// Looks at a few of its events only: between two steps a thread tells little.
    package func position(afterNextStepOf thread: ThreadID, from position: Int) -> Int? {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane) else { return nil }
        let rest = lanes[lane].events.dropFirst(lanes[lane].count(before: position))
        let next = rest.prefix(16).first { self[Int($0)].kind.isStep }
        return next.map { self.position(beforeStep: Int(self[Int($0)].step) + 1) }
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
        let isValue = trace[resource]?.kind.isValue == true
        guard let event = isValue ? lastTold(of: resource) : lastEvent(of: resource),
            event.kind != .defineResource, event.kind != .defineThread
        else { return nil }
        return (event.value, event.showsName && isValue)
    }

    /// Who held a lock, alone, or nil while it was free, several read, or for things that nobody holds.
    package func holder(of resource: ResourceID) -> ThreadID? {
        guard trace[resource]?.kind.isHeld == true, let value = value(of: resource), value.number > 0 else {
            return nil
        }
        return ThreadID(UInt32(value.number))
    }

    /// Who had taken permits of a semaphore and not given them back, or was busy for a pool; the holder of a lock. At most `limit`
    /// of them, the first who took it first. A fact, not a cause: anybody may give a permit. O(limit · log events).
    package func takers(of resource: ResourceID, limit: Int = .max) -> [ThreadID] {
        if let holder = holder(of: resource) { return [holder] }
        var found: [ThreadID] = []
        let beginnings = trace.takings.beginnings(of: Int(resource.number) - 1, at: position, limit: limit)
        for event in beginnings where !found.contains(trace[event].thread) {
            found.append(trace[event].thread)
        }
        return found
    }

    /// Who would have to act for those who wait for a resource to go on: see `Claim`.
    package func owner(of resource: ResourceID) -> ThreadID? {
        claim(on: resource).owner(isStuck: isEndOfDeadlock) {
            ![.done, .failed].contains(state(of: $0).activity)
        }
    }

    private func claim(on resource: ResourceID) -> Claim {
        switch trace[resource]?.kind {
        case .future where value(of: resource)?.number == FuturePhase.running.rawValue:
            lastEvent(of: resource, kind: .begin).map { .worker($0.thread) } ?? .nobody
        case .thread: trace.thread(of: resource).map(Claim.life) ?? .nobody
        // Of several who read none is enough.
        case .rwlock where value(of: resource)?.number == -1:
            takers(of: resource, limit: 1).first.map { .holder($0, servesAsSignal: false) } ?? .nobody
        default:
            holder(of: resource).map {
                .holder($0, servesAsSignal: trace.signals[resource].map { $0 < position } ?? false)
            } ?? .nobody
        }
    }

    /// Whether nobody can go any more.
    private var isEndOfDeadlock: Bool {
        guard case .deadlocked = trace.verdict else { return false }
        return position >= trace.count
    }

    /// Whether the trace has told, by then, of threads that wait for ever.
    package var hasDeadlock: Bool { trace.deadlocks.first.map { $0 < position } ?? false }

    /// Who waited for a resource, in the order in which they began to; at most `limit` of them. O(limit · log events).
    package func waiters(of resource: ResourceID, limit: Int = .max) -> [ThreadID] {
        trace.waits.beginnings(of: Int(resource.number) - 1, at: position, limit: limit)
            .map { trace[$0].thread }
    }

    /// How many waited for a resource.
    package func waiterCount(of resource: ResourceID) -> Int {
        trace.waits.count(of: Int(resource.number) - 1, at: position)
    }

    /// The last thing that happened to a resource.
    package func lastEvent(of resource: ResourceID) -> Event? {
        let index = Int(resource.number) - 1
        guard trace.uses.indices.contains(index) else { return nil }
        let uses = trace.uses[index]
        let before = isPresent ? uses.count : uses.partitioningIndex { Int($0) >= position }
        return before == 0 ? nil : trace[Int(uses[before - 1])]
    }

    /// The last thing that tells what it was worth: of a deadlock the detail says something else than of which sort that is.
    private func lastTold(of resource: ResourceID) -> Event? {
        let event = lastEvent(of: resource)
        guard event?.kind == .deadlock else { return event }
        return trace.uses[Int(resource.number) - 1].reversed().lazy.map { Int($0) }
            .first { $0 < position && trace[$0].kind != .deadlock }.map { trace[$0] }
    }

    /// The last thing that a thread did.
    package func lastEvent(of thread: ThreadID) -> Event? {
        let lane = Int(thread.number) - 1
        guard trace.lanes.indices.contains(lane) else { return nil }
        return trace.lanes[lane].lastEvent(before: position).map { trace[$0] }
    }

    /// How a thread came to the operation that it stands at, before it was told more of it.
    package func arrival(of thread: ThreadID) -> EventKind? {
        let lane = Int(thread.number) - 1
        guard trace.lanes.indices.contains(lane) else { return nil }
        let own = trace.lanes[lane].events.prefix(trace.lanes[lane].count(before: position))
        return own.suffix(Self.sourceReach).reversed().lazy.map { trace[Int($0)].kind }
            .first { [.block, .sleep, .busy].contains($0) }
    }

    /// Where in its source a thread was: the place of its last event that has a known one.
    ///
    /// Looks back over a few events only: those without a place come between operations, never many in a row.
    package func source(
        of thread: ThreadID, where isKnown: (SourceLocation) -> Bool = { _ in true }
    ) -> SourceLocation? {
        let lane = Int(thread.number) - 1
        guard trace.lanes.indices.contains(lane) else { return nil }
        let own = trace.lanes[lane].events.prefix(trace.lanes[lane].count(before: position))
        for event in own.suffix(Self.sourceReach).reversed() {
            if let place = trace[trace[Int(event)].source], isKnown(place) { return place }
        }
        return nil
    }

    private static let sourceReach = 16
}

extension LaneHistory {
    /// The number in the trace of this thread's last event before the trace's event `position`. O(log events).
    func lastEvent(before position: Int) -> Int? {
        let before = count(before: position)
        return before == 0 ? nil : Int(events[before - 1])
    }
}
