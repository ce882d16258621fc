import ThreadTrace

/// The threads that another run's steps were taken by, in that order. After the last of them it goes on with the lowest.
struct ReplayScheduler: Scheduler {
    private let threads: [ThreadID]

    init(_ threads: [ThreadID]) { self.threads = threads }

    var isControlled: Bool { true }

    func choose(among candidates: Candidates, step: Int) throws(ScheduleMismatch) -> Int {
        guard threads.indices.contains(step - 1) else {
            return candidates.indices.min { candidates[$0].thread < candidates[$1].thread } ?? 0
        }
        let wanted = threads[step - 1]
        guard let index = candidates.firstIndex(where: { $0.thread == wanted }) else {
            throw ScheduleMismatch(step: step, wanted: wanted)
        }
        return index
    }
}
