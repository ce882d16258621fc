import ThreadTrace

/// Partial order sampling: every operation that a thread stands at has a priority by lot, the highest of those that can go does, and the
/// others that conflict with it draw again: so orders of what conflicts come out far more evenly than orders of steps do.
///
/// X. Yuan, J. Yang and R. Gu, "Partial order aware concurrency sampling", CAV 2018.
struct POSScheduler: Scheduler {
    private var generator: SplitMix64
    /// By thread, of the operation that it stands at; nil before the lot is drawn.
    private var priorities: [UInt64?] = []

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func choose(_ situation: Situation) -> ThreadID? {
        var best: (candidate: Situation.Candidate, priority: UInt64)?
        for candidate in situation.enabled {
            let priority = priority(of: candidate.thread)
            if best.map({ priority > $0.priority }) ?? true { best = (candidate, priority) }
        }
        guard let chosen = best?.candidate else { return nil }
        redraw(chosen, situation)
        return chosen.thread
    }

    /// Its own next operation is another; and who conflicts with it was behind it only by lot.
    private mutating func redraw(_ chosen: Situation.Candidate, _ situation: Situation) {
        priorities[chosen.thread.index] = nil
        let resource = chosen.request.resource
        guard resource != .none else { return }
        let primitive = situation.execution.pointee.primitive(resource)
        for other in situation.enabled
        where other.request.resource == resource && other.thread != chosen.thread
            && primitive.conflicts(chosen.request, other.request)
        {
            priorities[other.thread.index] = nil
        }
    }

    private mutating func priority(of thread: ThreadID) -> UInt64 {
        while priorities.count <= thread.index { priorities.append(nil) }
        if let known = priorities[thread.index] { return known }
        let priority = generator.next()
        priorities[thread.index] = priority
        return priority
    }
}
