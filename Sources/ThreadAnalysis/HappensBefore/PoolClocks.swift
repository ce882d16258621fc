import ThreadTrace

/// What goes through a pool with its tasks.
struct PoolClocks: Sendable {
    private var tasks = StampQueue()
    private var ended = VectorClock()
    private var closed: Stamp?

    /// A task has been submitted, unless the pool was closed: then there are no more than before.
    mutating func submit(_ event: Event, _ stamp: Stamp) {
        if Int(event.value) > tasks.count { tasks.append(stamp) }
    }

    /// - Returns: what the one learns who takes the next task; of one that finds none, when it has been closed.
    mutating func take(_ event: Event) -> Stamp? {
        event.detail == 0 && tasks.count > 0 ? tasks.popFirst() : closed
    }

    /// Closed, or broken.
    mutating func close(_ stamp: Stamp) { closed = stamp }

    /// A worker has come to its end.
    mutating func end(_ stamp: Stamp) { ended.learn(stamp) }

    /// What who waited for all workers to end learns.
    var whenEnded: VectorClock { ended }
}
