import ThreadTrace

/// Probabilistic concurrency testing: threads have priorities by lot, the highest of those who can go does, and at a few steps, by lot too,
/// whoever went last falls behind all others.
///
/// Finds a bug that takes `depth` ordering constraints with probability of at least 1 / (threads · stepsᵈᵉᵖᵗʰ⁻¹): S. Burckhardt, P. Kothari,
/// M. Musuvathi and S. Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010.
///
/// Unlike there, a thread that goes on and on while others could go falls behind them as well, so that who spins gets its wait over.
struct PCTScheduler: Scheduler {
    /// So many steps in a row are no spinning yet.
    private static let patience = 64

    private var generator: SplitMix64
    /// By thread; nil before it was seen. Those that fell behind have negative ones.
    private var priorities: [Int64?] = []
    private let changes: Set<Int>
    private var fallen: Int64 = 0
    private var inARow = 0

    /// - Parameters:
    ///   - depth: how many ordering constraints a bug may take, at least 1.
    ///   - length: how many steps a run takes, about.
    init(seed: UInt64, depth: Int, length: Int) {
        var generator = SplitMix64(seed: seed)
        var changes: Set<Int> = []
        for _ in 1..<max(depth, 1) { changes.insert(Int.random(in: 1...max(length, 1), using: &generator)) }
        self.changes = changes
        self.generator = generator
    }

    mutating func choose(_ situation: Situation) -> ThreadID? {
        let last = situation.last
        if changes.contains(situation.step - 1) || inARow >= Self.patience { fall(last) }
        var best: (thread: ThreadID, priority: Int64)?
        for index in situation.enabled.indices {
            let thread = situation.enabled.thread(at: index)
            let priority = priority(of: thread)
            if priority > best?.priority ?? .min { best = (thread, priority) }
        }
        let isAlone = situation.enabled.count == 1
        inARow = best?.thread == last && !isAlone ? inARow + 1 : 0
        return best?.thread
    }

    private mutating func fall(_ thread: ThreadID) {
        guard thread != .runtime else { return }
        fallen -= 1
        _ = priority(of: thread)
        priorities[thread.index] = fallen
        inARow = 0
    }

    private mutating func priority(of thread: ThreadID) -> Int64 {
        while priorities.count <= thread.index { priorities.append(nil) }
        if let known = priorities[thread.index] { return known }
        let priority = Int64.random(in: 1...Int64.max, using: &generator)
        priorities[thread.index] = priority
        return priority
    }
}
