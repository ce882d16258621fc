import Algorithms

/// What a run looks like step by step, and what came of a step.
extension Trace {
    /// The number of the event of step number `step`, counted from 1; nil where there is none, or none any more. O(log events).
    package func eventNumber(ofStep step: Int) -> Int? {
        guard step > 0, step <= stepCount else { return nil }
        let index = events.partitioningIndex { Int($0.step) >= step }
        guard index >= floor, index < count, Int(self[index].step) == step else { return nil }
        // A definition may come with it, before it.
        return (index..<min(index + 8, count)).first { self[$0].kind.isStep && Int(self[$0].step) == step }
    }

    /// Who took the first steps, in order; nil where they are no longer kept. O(events up to there).
    package func threads(ofSteps count: Int) -> [ThreadID]? {
        guard floor == 0 else { return nil }
        var threads: [ThreadID] = []
        threads.reserveCapacity(count)
        var number = 0
        while threads.count < count, number < self.count {
            if self[number].kind.isStep { threads.append(self[number].thread) }
            number += 1
        }
        return threads.count == count ? threads : nil
    }

    /// The first step, of so many, that is not the same in another trace: another thread's, of another kind, with another thing, or at
    /// another place. What it told, and when, does not matter. O(events).
    package func firstStep(differingFrom other: Trace, before count: Int) -> Int? {
        var (own, others) = (0, 0)
        for step in 0..<count {
            while own < self.count, !self[own].kind.isStep { own += 1 }
            while others < other.count, !other[others].kind.isStep { others += 1 }
            guard own < self.count, others < other.count else { return nil }
            let (event, known) = (self[own], other[others])
            let isSame =
                event.thread == known.thread && event.kind == known.kind && event.resource == known.resource
                && self[event.resource]?.name == other[known.resource]?.name
                && self[event.source] == other[known.source]
            if !isSame { return step + 1 }
            own += 1
            others += 1
        }
        return nil
    }

    /// The update that an event lost by overwriting it, if it did. O(log of what was lost).
    package func lostUpdate(by event: Int) -> LostUpdate? {
        let index = accesses.lost.partitioningIndex { $0.write >= event }
        guard index < accesses.lost.count, accesses.lost[index].write == event else { return nil }
        return accesses.lost[index]
    }

    /// Every update that was lost, in order.
    package var lostUpdates: [LostUpdate] { accesses.lost }

    /// The event after which another thread could have what event number `number` took: the release before an acquire, the put before a
    /// get, the notification before a wake. Nil where the thread had not waited for it. Looks at the resource's last events before it.
    package func handover(to number: Int) -> Int? {
        let event = self[number]
        guard let kinds = Self.givers[event.kind], event.resource != .none else { return nil }
        let before = moment(at: number)
        let state = before.state(of: event.thread)
        guard state.isWaiting, state.resource == event.resource else { return nil }
        let since = position(beforeWaitOf: event.thread, at: number)
        let index = Int(event.resource.number) - 1
        guard uses.indices.contains(index) else { return nil }
        let own = uses[index]
        let count = own.partitioningIndex { Int($0) >= number }
        return own[max(count - Self.handoverReach, 0)..<count].lazy.reversed().map { Int($0) }
            .first { self[$0].thread != event.thread && kinds.contains(self[$0].kind) && $0 >= since }
    }

    /// What a thread took that another had given for it, among its last events before `position`, the newest first: numbers of events.
    /// Looks at so many of its events, down to those at `time`.
    package func handovers(
        to thread: ThreadID, since time: Instant, before position: Int, looking reach: Int = 256
    ) -> [(taken: Int, given: Int)] {
        let lane = Int(thread.number) - 1
        guard lanes.indices.contains(lane) else { return [] }
        let known = lanes[lane].events.prefix(lanes[lane].count(before: position))
        return known.suffix(reach).reversed().lazy.map { Int($0) }.prefix { self[$0].time >= time }
            .compactMap { taken in handover(to: taken).map { (taken, $0) } }
    }

    /// The number of the last event of a thread before `number`: what it waits for since then.
    private func position(beforeWaitOf thread: ThreadID, at number: Int) -> Int {
        lanes[Int(thread.number) - 1].lastEvent(before: number) ?? 0
    }

    private static let handoverReach = 64
    private static let givers: [EventKind: Set<EventKind>] = [
        .acquire: [.release], .get: [.put], .put: [.get], .wake: [.notify, .set, .start],
        .pass: [.trip, .abort, .reset], .take: [.submit], .join: [.finish, .fail],
        .result: [.complete, .cancel],
    ]
}

extension Trace.Moment {
    /// Everything that a thread holds, what it took last first. O(log events + what it holds).
    package func held(by thread: ThreadID) -> [ResourceID] {
        trace.heldStacks.held(
            by: Int(thread.number) - 1, before: position, last: state(of: thread).holds)
    }
}

extension Trace {
    /// How a thread touched shared values, column by column: the marks of all that it did within each. O(columns · log events).
    package func accesses(
        of thread: ThreadID, over columns: TimeColumns, before position: Int
    ) -> [(marks: AccessMarks, resource: ResourceID)?] {
        cut(of: thread, columns.count, before: position) { self[$0].time >= columns.start(of: $1) }
    }

    /// The same by steps.
    package func accesses(
        of thread: ThreadID, over columns: StepColumns, before position: Int
    ) -> [(marks: AccessMarks, resource: ResourceID)?] {
        cut(of: thread, columns.count, before: position) {
            Int(self[$0].step) >= columns.start + $1 * columns.width
        }
    }

    private func cut(
        of thread: ThreadID, _ count: Int, before position: Int,
        isBeyond: (_ event: Int, _ column: Int) -> Bool
    ) -> [(marks: AccessMarks, resource: ResourceID)?] {
        let lane = Int(thread.number) - 1
        guard laneAccesses.indices.contains(lane), laneAccesses[lane].count > 0 else { return [] }
        let own = laneAccesses[lane]
        let known = own.count(before: position)
        var next = own.events[..<known].partitioningIndex { isBeyond(Int($0), 0) }
        return (0..<count).map { column in
            let first = next
            next = first + own.events[first..<known].prefixCount { isBeyond(Int($0), column + 1) }
            guard next > first else { return nil }
            let marks = own.marks(in: first..<next)
            let shown =
                marks.contains(.lostUpdate) ? AccessMarks.lostUpdate : marks.contains(.write) ? .write : .read
            guard let last = own.last(in: first..<next, of: shown) else { return nil }
            return (shown, self[Int(own.events[last])].resource)
        }
    }
}

extension ArraySlice {
    /// How many elements come before the first that is beyond; they are in order.
    fileprivate func prefixCount(_ isBeyond: (Element) -> Bool) -> Int {
        partitioningIndex(where: isBeyond) - startIndex
    }
}
