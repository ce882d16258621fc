import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Looks for the fewest steps that meet a dare.
///
/// First by lot (`DareWalks`), which soon finds a short way. Then all moments that can be come to in one step, in two, and so on, each once,
/// whichever of the orders that make no difference leads there: what it finds first no other way does in fewer, and where it comes to
/// nothing in fewer steps than the lots, theirs are the fewest.
///
/// What nobody else can see, as a line of the log, is done only right before its thread goes on: to do it earlier would make no
/// difference, and to do it without going on would be a step too many, unless the thread then waits.
package final class DareSearch {
    /// What is known of the fewest steps.
    package struct Fewest: Hashable, Sendable {
        /// Who takes each of them; nil while no way is known, or, where that is certain, when there is none.
        package var steps: [ThreadID]?
        /// Whether no way has fewer.
        package var isCertain = false
    }

    package private(set) var fewest = Fewest()
    /// How many moments have been come to.
    package private(set) var moments = 0
    /// To so many; then it stays uncertain.
    private let limit: Int

    private let scenario: Scenario
    private let dare: Dare
    private let landscape = Landscape()
    private let stacks = FiberStacks()
    private var hasDrawnLots = false
    /// Each with the one before, by number, who went from there, and what it is known by; the first is the beginning.
    private var nodes: [(before: Int32, thread: ThreadID, key: UInt64)] = [(-1, .runtime, 0)]
    private var next = 0
    private var known: Set<UInt64> = []
    /// Whether anybody looks at the time, or at who is alive: then sleeping and beginning can be seen.
    private var hasLooks = false
    private let isWanted: () -> Bool

    /// - Parameters:
    ///   - limit: so many moments are come to, some ten microseconds each.
    ///   - isWanted: asked now and then while lots are drawn, which takes some tenths of a second.
    package init(
        _ scenario: Scenario, _ dare: Dare, limit: Int = 200_000, isWanted: @escaping () -> Bool = { true }
    ) {
        self.isWanted = isWanted
        self.scenario = scenario
        self.dare = dare
        self.limit = limit
    }

    /// Draws lots, the first time, and then comes to so many moments more. Each costs a run along the steps to it.
    ///
    /// - Returns: whether there is more to find out.
    /// - Throws: `NondeterminismError` where a moment is not come to again.
    @discardableResult
    package func advance(by count: Int) throws -> Bool {
        guard hasDrawnLots else {
            hasDrawnLots = true
            fewest.steps = try DareWalks(scenario, dare).shortest(isWanted: isWanted)
            return true
        }
        for _ in 0..<count where !fewest.isCertain {
            guard moments < limit else { return false }
            guard next < nodes.count else {
                fewest.isCertain = true
                break
            }
            try comeTo(next)
            next += 1
        }
        return !fewest.isCertain
    }

    private func comeTo(_ node: Int) throws {
        moments += 1
        let steps = self.steps(to: node)
        if let known = fewest.steps, steps.count >= known.count {
            fewest.isCertain = true
            return
        }
        landscape.begin()
        let visitor = Visitor(steps, DareWatch(dare), landscape, mayBeUnseen: mayBeUnseen)
        let run = Run(
            searching: scenario, GuidedScheduler(guide: visitor), maxSteps: steps.count + 1, stacks: stacks)
        try run.start()
        _ = run.wait()
        run.withSituation { situation in
            if let ending = situation.ending, visitor.depth == steps.count {
                visitor.watch.end(ending, situation)
            }
        }
        if visitor.watch.metAt != nil {
            fewest = Fewest(steps: steps, isCertain: true)
            return
        }
        let isElsewhere = node > 0 && visitor.arrival.map { $0 != nodes[node].key } ?? false
        if visitor.depth < steps.count || isElsewhere {
            let step = min(visitor.depth + 1, steps.count)
            throw NondeterminismError(step: step, thread: steps[step - 1], expected: nil, found: nil)
        }
        if visitor.hasLooks, !hasLooks {
            // What was left out may have mattered.
            hasLooks = true
            nodes.removeLast(nodes.count - 1)
            known = []
            next = -1
            return
        }
        for child in visitor.children where known.insert(child.key).inserted {
            nodes.append((Int32(node), child.thread, child.key))
        }
    }

    private func mayBeUnseen(_ operation: Operation) -> Bool {
        // Where it matters who sleeps, coming to it is something.
        if case .sleeping = dare.goal { return false }
        return switch operation {
        case .log, .output: true
        case .sleep, .compute, .begin: !hasLooks
        default: false
        }
    }

    private func steps(to node: Int) -> [ThreadID] {
        var steps: [ThreadID] = []
        var node = node
        while nodes[node].before >= 0 {
            steps.append(nodes[node].thread)
            node = Int(nodes[node].before)
        }
        return steps.reversed()
    }
}

/// Goes to a moment and tells who could go on, and whither.
private final class Visitor: Guide {
    private let steps: [ThreadID]
    private let landscape: Landscape
    private let mayBeUnseen: (Operation) -> Bool
    private(set) var hasLooks = false
    var watch: DareWatch
    private(set) var depth = 0
    private var moves: [Move] = []
    /// What each step is, together with all before it that it must come after: the same in every order.
    private var marks: [UInt64] = []
    private var sum: UInt64 = 0
    /// Whether the last step is seen by nobody else.
    private var isUnseen = false
    private(set) var children: [(thread: ThreadID, key: UInt64)] = []
    /// What the moment is known by that was come to; nil where the run was over there.
    private(set) var arrival: UInt64?

    init(
        _ steps: [ThreadID], _ watch: DareWatch, _ landscape: Landscape,
        mayBeUnseen: @escaping (Operation) -> Bool
    ) {
        self.steps = steps
        self.watch = watch
        self.landscape = landscape
        self.mayBeUnseen = mayBeUnseen
    }

    func choose(_ situation: Situation) -> ThreadID? {
        landscape.update(situation)
        if depth == steps.count { arrival = Self.key(sum, watch) }
        watch.look(situation)
        guard depth < steps.count else {
            // Who has done what nobody sees goes on at once.
            let goesOn = isUnseen && situation.isEnabled(situation.last) ? situation.last : nil
            children = situation.enabled.filter { $0.thread == goesOn ?? $0.thread }.map { candidate in
                var watch = self.watch
                watch.take(candidate.thread, situation)
                let mark = mark(of: move(candidate.thread, candidate.request, situation))
                return (candidate.thread, Self.key(sum &+ mark, watch))
            }
            return nil
        }
        let thread = steps[depth]
        guard situation.isEnabled(thread) else { return nil }
        let taken = move(thread, situation.lastRequest(of: thread), situation)
        let own = mark(of: taken)
        moves.append(taken)
        marks.append(own)
        sum &+= own
        watch.take(thread, situation)
        isUnseen = mayBeUnseen(taken.request.operation)
        if taken.request.operation == .look || taken.request.operation == .inspect { hasLooks = true }
        depth += 1
        return thread
    }

    private func move(_ thread: ThreadID, _ request: Request, _ situation: Situation) -> Move {
        var move = landscape.move(thread, request, situation)
        // It may come to wait for an event then.
        if request.operation == .wake { move.footprint.add(.mayComeToWait, Footprint.World.events) }
        return move
    }

    private static func key(_ sum: UInt64, _ watch: DareWatch) -> UInt64 {
        mixed(sum) &+ UInt64(bitPattern: Int64(watch.progress))
    }

    private func mark(of move: Move) -> UInt64 {
        var before: UInt64 = 0
        for place in moves.indices where landscape.conflicts(moves[place], move) {
            before &+= Self.mixed(marks[place])
        }
        let own = UInt64(move.thread) << 8 | UInt64(move.request.operation.rawValue)
        return Self.mixed(Self.mixed(before &+ 1) &+ own)
    }

    /// Spreads what differs by little.
    private static func mixed(_ bits: UInt64) -> UInt64 {
        var generator = SplitMix64(seed: bits)
        return generator.next()
    }
}
