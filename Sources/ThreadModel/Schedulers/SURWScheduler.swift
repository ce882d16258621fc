import ThreadTrace

/// Selectively uniform random walk: a thread goes with a probability in proportion to how much it has still to do, so that every order of
/// their steps is about equally likely, and no thread is through before the others have begun.
///
/// H. Zhao, D. Wolff, U. Mathur and A. Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025. What counts are operations
/// on primitives; the steps that begin, start, join and log are taken by who comes first.
package struct SURWScheduler: Scheduler {
    private var generator: SplitMix64
    /// By thread: how many steps that count it is to take, as far as another run tells.
    private var left: [Int]

    /// - Parameter lengths: by thread, of an earlier run.
    init(seed: UInt64, lengths: [Int]) {
        generator = SplitMix64(seed: seed)
        left = lengths
    }

    /// Whether the order of such steps is what a run is about.
    package static func counts(_ operation: Operation) -> Bool {
        switch operation {
        case .begin, .start, .join, .rename, .finish, .fail, .log, .output: false
        default: true
        }
    }

    package mutating func choose(_ situation: Situation) -> ThreadID? {
        let enabled = situation.enabled
        if let free = enabled.first(where: { !Self.counts($0.request.operation) }) { return free.thread }
        var total = 0
        for candidate in enabled { total += weight(candidate.thread) }
        var lot = Int.random(in: 0..<max(total, 1), using: &generator)
        for candidate in enabled {
            lot -= weight(candidate.thread)
            guard lot < 0 else { continue }
            if candidate.thread.index < left.count { left[candidate.thread.index] -= 1 }
            return candidate.thread
        }
        return enabled.first?.thread
    }

    /// At least 1: an earlier run may have been shorter.
    private func weight(_ thread: ThreadID) -> Int {
        thread.index < left.count ? max(left[thread.index], 1) : 1
    }
}
