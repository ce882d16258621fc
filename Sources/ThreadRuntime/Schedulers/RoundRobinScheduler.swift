import ThreadTrace

/// Threads take turns, in order of creation; those who can not go are passed over.
struct RoundRobinScheduler: Scheduler {
    private var last = ThreadID.runtime

    var isControlled: Bool { true }

    mutating func choose(among candidates: Candidates, step: Int) -> Int {
        let next =
            candidates.indices.min { turn(of: candidates[$0].thread) < turn(of: candidates[$1].thread) } ?? 0
        last = candidates[next].thread
        return next
    }

    /// Those after the last one come before those up to it.
    private func turn(of thread: ThreadID) -> (Int, ThreadID) { (thread > last ? 0 : 1, thread) }
}
