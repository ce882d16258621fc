/// Who waited for whom at a moment of a trace.
extension WaitForGraph {
    /// The waits in the order of what is waited for, then of their beginning. O(threads · log events).
    package init(_ moment: Trace.Moment) {
        let trace = moment.trace
        let waiting = trace.threadIDs.map { (thread: $0, state: moment.state(of: $0)) }
            .filter { $0.state.isWaiting }
            .sorted {
                ($0.state.resource, $0.state.since, $0.thread) < (
                    $1.state.resource, $1.state.since, $1.thread
                )
            }
        // Very many threads wait for few things.
        var owners: [ResourceID: ThreadID?] = [:]
        for resource in Set(waiting.map(\.state.resource)) { owners[resource] = moment.owner(of: resource) }
        self.init(
            waiting.map { thread, state in
                Wait(thread: thread, resource: state.resource, owner: owners[state.resource].flatMap { $0 })
            })
    }
}
