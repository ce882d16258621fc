/// The operating system decides: threads compute truly in parallel, and of those who wait for the same thing the one goes on
/// that came first.
struct ParallelScheduler: Scheduler {
    var isControlled: Bool { false }

    func choose(among candidates: Candidates, step: Int) -> Int {
        candidates.indices.min { candidates[$0].arrival < candidates[$1].arrival } ?? 0
    }
}
