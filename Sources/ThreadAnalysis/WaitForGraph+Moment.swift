import ThreadTrace

/// Who waited for whom at a moment of a trace.
///
/// A lock's owner is its holder, a joined thread's that thread, a running future's the worker that runs it, and a semaphore's
/// the one thread that is seen to hold a permit. Of the rest no trace tells who will act: anybody might.
extension WaitForGraph {
    /// The waits in the order of what is waited for, then of their beginning. O(threads · log events).
    package init(_ moment: Trace.Moment) {
        let trace = moment.trace
        let states = trace.threadIDs.map { (thread: $0, state: moment.state(of: $0)) }
        let waiting = states.filter { $0.state.isWaiting }.sorted {
            ($0.state.resource, $0.state.since, $0.thread) < ($1.state.resource, $1.state.since, $1.thread)
        }
        // Very many threads wait for few things: who owns anything else need not be known.
        let wanted = Set(waiting.map(\.state.resource))
        var owners: [ResourceID: ThreadID?] = [:]
        for (thread, state) in states where state.activity.isAlive {
            if let own = trace[thread]?.resource, wanted.contains(own) { owners[own] = thread }
            guard wanted.contains(state.holds), trace[state.holds]?.kind == .semaphore else { continue }
            owners[state.holds] = .some(owners[state.holds] == nil ? thread : nil)
        }
        self.init(
            waiting.map { thread, state in
                let owner = moment.actor(on: state.resource) ?? owners[state.resource].flatMap { $0 }
                return Wait(thread: thread, resource: state.resource, owner: owner)
            })
    }
}

extension Trace.Moment {
    /// Who has the resource, as its own events tell.
    fileprivate func actor(on resource: ResourceID) -> ThreadID? {
        guard trace[resource]?.kind == .future else { return holder(of: resource) }
        guard value(of: resource)?.number == FuturePhase.running.rawValue else { return nil }
        return lastEvent(of: resource, kind: .begin)?.thread
    }
}
