/// A trace that goes on where another is, without its past.
extension Trace {
    /// So many of a living thread's last events are kept: what it is told of where it stands, and where in its source that is.
    private static let reach = 16

    /// Begins at the present of `whole`: of what was before there is no more than what is needed to say how everything stands, and every
    /// moment from then on is told as by the whole trace.
    ///
    /// The events that are needed come first, then one that says that the rest has been forgotten. O(threads + resources), whatever the
    /// length of the past.
    package init(continuing whole: Trace) {
        self.init()
        append(whole.continuation())
    }

    private func continuation() -> EventBatch {
        let needed = needed()
        let step = UInt32(truncatingIfNeeded: stepCount)
        var batch = EventBatch(
            events: needed.map { renamed(self[$0]) }, sources: Array(sources.dropFirst()),
            oldestName: oldestName)
        batch.events.append(
            Event(time: end, thread: .runtime, kind: .forgotten, activity: .new, step: step))
        for (thread, resource) in standing() {
            batch.events.append(
                Event(
                    time: end, thread: thread, kind: .kept, activity: .running, resource: resource,
                    holds: now.state(of: thread).holds, value: now.value(of: resource)?.number ?? 0,
                    step: step))
        }
        var names = names
        names.forget(before: oldestName, except: needed.compactMap(mentionedName))
        batch.tell(names)
        return batch
    }

    /// Numbers of the events without which the present could not be told, ascending.
    private func needed() -> [Int] {
        var needed: Set<Int> = []
        for own in uses {
            // Its definition, and what it is worth.
            if let first = own.first { needed.insert(Int(first)) }
            if let last = own.last { needed.insert(Int(last)) }
        }
        for resource in resourceIDs where self[resource]?.kind == .future {
            if let begin = now.lastNumber(of: resource, kind: .begin) { needed.insert(begin) }
        }
        for (lane, state) in zip(lanes, present.states) {
            let count = [.done, .failed].contains(state.activity) ? 1 : Self.reach
            needed.formUnion(lane.events.suffix(count).lazy.map { Int($0) })
        }
        for lane in lanes.indices {
            needed.formUnion(heldStacks.presentTakings(of: lane))
        }
        needed.formUnion(present.openBeginnings(waits))
        needed.formUnion(deadlocks.prefix(1))
        if verdict != nil { needed.insert(count - 1) }
        // The marks of a past that was forgotten before say nothing here.
        return needed.filter { ![.forgotten, .kept].contains(self[$0].kind) }.sorted()
    }

    /// Who has permits or works for pools, and which locks have been released by others than their holders, in this order.
    private func standing() -> [(thread: ThreadID, resource: ResourceID)] {
        signals.keys.sorted().map { (.runtime, $0) } + presentTakings.all(takings)
    }

    /// The name that an event mentions, if any.
    private func mentionedName(_ number: Int) -> NameID? {
        let event = renamed(self[number])
        switch event.kind {
        case .defineThread, .defineResource, .verdict: return event.name
        default:
            let isText = self[event.resource]?.kind.isValue == true && event.showsName
            return event.kind.carriesText || isText ? event.name : nil
        }
    }

    /// A thread is defined under the name that it has now.
    private func renamed(_ event: Event) -> Event {
        guard event.kind == .defineThread, let number = renames[event.resource] else { return event }
        var event = event
        event.value = self[number].value
        return event
    }
}
