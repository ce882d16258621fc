import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What is to be searched, and how.
package struct Exploration: Sendable {
    package enum Strategy: Hashable, Sendable {
        /// Every class of executions that differ in more than the order of what commutes.
        case dpor
        /// Every execution within the bound, one by one.
        case exhaustive
        case random, pos, surw
        case pct(depth: Int)
    }

    package var strategy = Strategy.dpor
    /// How many executions those strategies take that draw lots.
    package var runs = 1_000
    package var seed: UInt64 = 1
    package var bound: SearchBound?
    package var maxSteps = Explorer.defaultMaxSteps
    package var clock = ClockPolicy.free
    /// What is no bug.
    package var ignored: Set<BugKind> = []

    package init() {}

    /// - Parameter part: of the search; nil for all of it.
    package func makeExplorer(
        _ scenario: Scenario, _ part: Part? = nil, stacks: FiberStacks = FiberStacks()
    ) -> Explorer {
        Explorer(scenario, makeStrategy(part), maxSteps: maxSteps, clock: clock, stacks: stacks)
    }

    private func makeStrategy(_ part: Part?) -> any ExecutionStrategy {
        var position = Position.start
        var lots = Lots(next: 0, stride: 1)
        switch part {
        case .tree(let given): position = given
        case .lots(let given): lots = given
        case nil: break
        }
        return switch strategy {
        case .dpor where bound == nil: OptimalReduction(from: position)
        case .dpor, .exhaustive: DepthFirstSearch(bound, from: position)
        case .random: Sampling(.random, runs: runs, seed: seed, lots)
        case .pos: Sampling(.pos, runs: runs, seed: seed, lots)
        case .surw: Sampling(.surw, runs: runs, seed: seed, lots)
        case .pct(let depth): Sampling(.pct(depth: depth), runs: runs, seed: seed, lots)
        }
    }

    /// Whether it draws lots, so that having found nothing proves nothing.
    package var isSampling: Bool {
        switch strategy {
        case .dpor, .exhaustive: false
        case .random, .pos, .surw, .pct: true
        }
    }

    /// What is wrong with an execution, if anything.
    package func bug(in ended: Ended) -> BugKind? {
        let kind: BugKind? =
            switch ended.verdict.outcome {
            case .deadlocked: .deadlock
            case .failed: .failure
            case .finished, .cancelled, .cutOff: ended.lostUpdates > 0 ? .lostUpdate : nil
            }
        return kind.flatMap { ignored.contains($0) ? nil : $0 }
    }
}

/// What can be wrong with an execution.
package enum BugKind: String, Hashable, Sendable, CaseIterable {
    case deadlock
    /// A thread threw, or what the scenario says must be so was not.
    case failure
    case lostUpdate = "lost-update"
}
