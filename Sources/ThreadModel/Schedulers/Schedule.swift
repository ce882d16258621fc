import ThreadTrace

/// Who decides who goes next.
package enum Schedule: Hashable, Sendable {
    /// The operating system: threads compute truly in parallel, and steps take effect in the order in which they come.
    case parallel
    /// These threads, step by step, and then a strategy. Such a run is a function of scenario and schedule.
    /// Time is what the run does; or, where `isFree`, sleeps and timeouts end whenever a step says so, as in a search.
    case controlled(prefix: [ThreadID], then: Strategy, isFree: Bool = false)

    /// What chooses the rest of a schedule.
    package enum Strategy: Hashable, Sendable {
        /// Everyone who can go is equally likely; the seed decides.
        case random(seed: UInt64)
        /// Threads take turns, in order of creation.
        case roundRobin
        /// Of those who can go, the one that was created first.
        case lowest
        /// By priorities that change at a few steps: for bugs of so many ordering constraints, in runs of about so many steps.
        case pct(seed: UInt64, depth: Int, length: Int)
        /// By priorities of operations.
        case pos(seed: UInt64)
        /// In proportion to what each thread has still to do, by thread.
        case surw(seed: UInt64, lengths: [Int])
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

    package var isControlled: Bool {
        if case .parallel = self { false } else { true }
    }

    /// What moves the clock of such a run.
    package var clock: ClockPolicy {
        guard case .controlled(_, _, let isFree) = self else { return .monotonic }
        return isFree ? .free : .virtual
    }

    /// Steps that are decided from the start.
    package var prefix: [ThreadID] {
        guard case .controlled(let prefix, _, _) = self else { return [] }
        return prefix
    }

    package var strategy: Strategy? {
        guard case .controlled(_, let strategy, _) = self else { return nil }
        return strategy
    }

    package var seed: UInt64? {
        switch strategy {
        case .random(let seed)?, .pct(let seed, _, _)?, .pos(let seed)?, .surw(let seed, _)?: return seed
        case .roundRobin?, .lowest?, nil: return nil
        }
    }

    package func makeScheduler() -> any Scheduler {
        guard case .controlled(let prefix, let strategy, _) = self else { return LowestScheduler() }
        return prefix.isEmpty
            ? strategy.makeScheduler() : PrefixScheduler(prefix, then: strategy.makeScheduler())
    }
}

extension Schedule.Strategy {
    package func makeScheduler() -> any Scheduler {
        switch self {
        case .random(let seed): RandomScheduler(seed: seed)
        case .roundRobin: RoundRobinScheduler()
        case .lowest: LowestScheduler()
        case .pct(let seed, let depth, let length): PCTScheduler(seed: seed, depth: depth, length: length)
        case .pos(let seed): POSScheduler(seed: seed)
        case .surw(let seed, let lengths): SURWScheduler(seed: seed, lengths: lengths)
        }
    }
}
