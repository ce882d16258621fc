import ThreadTrace

/// Who decides who goes next.
package enum Schedule: Hashable, Sendable {
    /// The operating system: threads compute truly in parallel, and steps take effect in the order in which they come.
    case parallel
    /// These threads, step by step, and then a strategy. Such a run is a function of scenario and schedule.
    case controlled(prefix: [ThreadID], then: Strategy)

    /// What chooses the rest of a schedule.
    package enum Strategy: Hashable, Sendable {
        /// Everyone who can go is equally likely; the seed decides.
        case random(seed: UInt64)
        /// Threads take turns, in order of creation.
        case roundRobin
        /// Of those who can go, the one that was created first.
        case lowest
    }

    /// Everyone who can go is equally likely; the seed decides.
    package static func random(seed: UInt64) -> Schedule {
        .controlled(prefix: [], then: .random(seed: seed))
    }

    /// Threads take turns, in order of creation.
    package static var roundRobin: Schedule { .controlled(prefix: [], then: .roundRobin) }

    /// These threads, step by step, as another run had them.
    package static func replay(_ threads: [ThreadID]) -> Schedule {
        .controlled(prefix: threads, then: .lowest)
    }

    package var isControlled: Bool { self != .parallel }

    /// Steps that are decided from the start.
    package var prefix: [ThreadID] {
        guard case .controlled(let prefix, _) = self else { return [] }
        return prefix
    }

    package var strategy: Strategy? {
        guard case .controlled(_, let strategy) = self else { return nil }
        return strategy
    }

    package var seed: UInt64? {
        guard case .random(let seed)? = strategy else { return nil }
        return seed
    }

    package func makeScheduler() -> any Scheduler {
        guard case .controlled(let prefix, let strategy) = self else { return LowestScheduler() }
        return prefix.isEmpty
            ? strategy.makeScheduler() : PrefixScheduler(prefix, then: strategy.makeScheduler())
    }
}

extension Schedule.Strategy {
    fileprivate func makeScheduler() -> any Scheduler {
        switch self {
        case .random(let seed): RandomScheduler(seed: seed)
        case .roundRobin: RoundRobinScheduler()
        case .lowest: LowestScheduler()
        }
    }
}
