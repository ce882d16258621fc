import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A strategy's way through a scenario's executions, one after the other.
protocol ExecutionStrategy: Guide {
    /// Whether nothing is left to be tried.
    var isExhausted: Bool { get }

    func begin()

    /// The execution that was begun is over.
    func finish(_ situation: Situation) throws(NondeterminismError)

    /// It was given up.
    func abandon(_ situation: Situation) throws(NondeterminismError)

    /// Where to go on, between two executions; nil when only from the beginning.
    var rest: Part? { get }

    /// About how much of what there is to try has been tried, from 0 to 1.
    var covered: Double { get }
}

/// Runs a scenario again and again, each time another way: on fibers, untraced, one at a time.
package final class Explorer {
    private let scenario: Scenario
    private let strategy: any ExecutionStrategy
    private let maxSteps: Int
    private let clock: ClockPolicy
    private let stacks: FiberStacks
    private let observer: Observer
    package private(set) var tally = Tally()

    /// - Parameters:
    ///   - maxSteps: longer executions are cut off.
    ///   - clock: `free`, so that sleeps and timeouts may end at any later moment, or `virtual` for the run's own time.
    ///   - stacks: of this thread, which others may have used before.
    init(
        _ scenario: Scenario, _ strategy: any ExecutionStrategy, maxSteps: Int, clock: ClockPolicy,
        stacks: FiberStacks = FiberStacks()
    ) {
        self.stacks = stacks
        _ = Self.keepsMemory
        self.scenario = scenario
        self.strategy = strategy
        observer = Observer(strategy)
        self.maxSteps = maxSteps
        self.clock = clock
    }

    package static let defaultMaxSteps = 10_000

    /// What an execution gives back the next one takes.
    private static let keepsMemory: Void = FiberStacks.keepMemory()

    package var isExhausted: Bool { strategy.isExhausted }

    /// Where to go on; nil when only from the beginning.
    package var rest: Part? { strategy.rest }

    /// About how much of what there is to try has been tried, from 0 to 1.
    package var covered: Double { strategy.covered }

    /// One more execution; nil when there is no other.
    ///
    /// - Throws: `NondeterminismError`, or why a scenario of another program can not be searched.
    package func next() throws -> Ended? {
        while !strategy.isExhausted {
            observer.begin()
            strategy.begin()
            let run = Run(
                searching: scenario, GuidedScheduler(guide: observer), maxSteps: maxSteps, clock: clock,
                stacks: stacks)
            try run.start()
            let verdict = run.wait()
            if let fault = run.searchFault { throw fault }
            let ended = try run.withSituation { situation -> Ended? in
                if case .mismatched? = situation.ending {
                    try strategy.abandon(situation)
                    tally.abandoned += 1
                    return nil
                }
                try strategy.finish(situation)
                return Ended(
                    verdict: verdict, schedule: observer.schedule(of: Int(situation.steps)),
                    lostUpdates: observer.updates.lost, whole: observer.cost, lost: observer.lost)
            }
            guard let ended else { continue }
            tally.count(ended)
            return ended
        }
        return nil
    }

    /// What there has been.
    package struct Tally: Hashable, Sendable, Codable {
        package var executions = 0
        package var steps = 0
        package var longest = 0
        package var deadlocked = 0
        package var failed = 0
        package var cutOff = 0
        package var withLostUpdates = 0
        /// Begun in vain: they had been seen in another order.
        package var abandoned = 0

        package init() {}

        /// Counts what another has counted since.
        package mutating func add(_ other: Tally, since earlier: Tally = Tally()) {
            executions += other.executions - earlier.executions
            steps += other.steps - earlier.steps
            longest = max(longest, other.longest)
            deadlocked += other.deadlocked - earlier.deadlocked
            failed += other.failed - earlier.failed
            cutOff += other.cutOff - earlier.cutOff
            withLostUpdates += other.withLostUpdates - earlier.withLostUpdates
            abandoned += other.abandoned - earlier.abandoned
        }

        mutating func count(_ ended: Ended) {
            executions += 1
            steps += ended.schedule.count
            longest = max(longest, ended.schedule.count)
            if ended.lostUpdates > 0 { withLostUpdates += 1 }
            switch ended.verdict.outcome {
            case .deadlocked: deadlocked += 1
            case .failed: failed += 1
            case .cutOff: cutOff += 1
            case .finished, .cancelled: break
            }
        }
    }
}

/// How an execution ended.
package struct Ended: Hashable, Sendable {
    package let verdict: Verdict
    /// Who took each step.
    package let schedule: [ThreadID]
    package let lostUpdates: Int
    /// What it took to its end.
    let whole: Cost
    /// What it took until the first update was lost.
    let lost: Cost?

    /// How much there is to follow; less is simpler.
    struct Cost: Hashable, Comparable {
        var preemptions = 0
        var steps = 0
        /// How often another thread went on than before.
        var switches = 0

        static func < (one: Cost, other: Cost) -> Bool {
            (one.preemptions, one.steps, one.switches) < (other.preemptions, other.steps, other.switches)
        }
    }
}

/// Looks on as an execution goes its way.
private final class Observer: Guide {
    private let strategy: any ExecutionStrategy
    // Not checked for exclusive access at each step, as all is done on one thread.
    @exclusivity(unchecked) private var schedule: [ThreadID] = []
    @exclusivity(unchecked) private(set) var updates = UpdateWatch()
    @exclusivity(unchecked) private(set) var cost = Ended.Cost()
    @exclusivity(unchecked) private(set) var lost: Ended.Cost?

    init(_ strategy: any ExecutionStrategy) { self.strategy = strategy }

    /// Another execution begins.
    func begin() {
        schedule.removeAll(keepingCapacity: true)
        updates.begin()
        cost = Ended.Cost()
        lost = nil
    }

    /// Who took each of so many steps.
    func schedule(of steps: Int) -> [ThreadID] { Array(schedule.prefix(steps)) }

    func choose(_ situation: Situation) -> ThreadID? {
        guard let thread = strategy.choose(situation) else { return nil }
        schedule.append(thread)
        cost.steps += 1
        if thread != situation.last {
            cost.switches += 1
            if situation.wouldPreempt { cost.preemptions += 1 }
        }
        let operation = situation.lastOperation(of: thread)
        switch operation {
        case .read, .write:
            let request = situation.lastRequest(of: thread)
            guard situation.kind(of: request.resource) == .shared else { break }
            updates.take(request, by: thread)
            if lost == nil, updates.lost > 0 { lost = cost }
        default: break
        }
        return thread
    }
}
