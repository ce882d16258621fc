import ThreadTrace

/// What a thread could do next, or what keeps it from that.
package struct Choice: Hashable, Sendable {
    package let thread: ThreadID
    package let request: Request
    package let canGo: Bool
    /// Who has what it waits for, where that is sure.
    package let owner: ThreadID?
    /// The first instant at which it would wake, or give up, by itself.
    package let deadline: Instant?
}

/// What follows from a step for the others, before they or its own thread go on.
package struct Consequence: Hashable, Sendable {
    /// Those who could have gone, and no longer can.
    package var stopped: [ThreadID] = []
    /// Those who could not have gone, and now can.
    package var freed: [ThreadID] = []

    package init(stopped: [ThreadID] = [], freed: [ThreadID] = []) {
        self.stopped = stopped
        self.freed = freed
    }
}

/// For somebody who chooses.
extension Execution {
    /// Everyone who stands at an operation, ascending by thread. O(threads).
    package var choices: [Choice] {
        let owners = Dictionary(
            waits.waits.map { ($0.thread, $0.owner) }, uniquingKeysWith: { first, _ in first })
        return threads.indices.compactMap { index in
            let thread = ThreadID(UInt32(index + 1))
            guard threads[index].isStanding else { return nil }
            return Choice(
                thread: thread, request: threads[index].request, canGo: threads[index].standing == .enabled,
                owner: owners[thread] ?? nil, deadline: deadline(of: thread))
        }
    }

    /// What would follow if this thread went next: tried out on a copy. O(threads + resources).
    package func consequence(of thread: ThreadID) -> Consequence {
        guard threads.indices.contains(thread.index), isEnabled(thread) else { return Consequence() }
        var copy = self
        copy.isTracing = false
        copy.take(thread, real: 0)
        var consequence = Consequence()
        for index in threads.indices where index != thread.index {
            let before = threads[index].standing == .enabled
            let after = copy.threads[index].standing == .enabled
            if before, !after { consequence.stopped.append(ThreadID(UInt32(index + 1))) }
            if !before, after { consequence.freed.append(ThreadID(UInt32(index + 1))) }
        }
        return consequence
    }
}
