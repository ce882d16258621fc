import ThreadModel
import ThreadRuntime
import ThreadTrace

/// From what was found to what is easy to read.
extension Exploration {
    /// Steps that are taken in all to find a simpler one: some tenths of a second.
    private static let effort = 100_000

    /// The same bug with fewer preemptions, and then with fewer steps until it has happened.
    ///
    /// First somebody else is let go at one step of the execution at hand, and then whoever can, as long as they can. Then its steps are
    /// left for later or moved together, one thread's after the other's, as long as it still goes wrong. Then every execution that would be simpler is tried, those without a preemption first, as far as so much effort goes:
    /// where it goes to the end, there is none simpler.
    package func minimized(_ ended: Ended, of scenario: Scenario) throws -> Ended {
        guard let kind = bug(in: ended) else { return ended }
        var simplifier = Simplifier(exploration: self, scenario: scenario, kind: kind, best: ended)
        try simplifier.turn(effort: Self.effort / 3)
        try simplifier.gather(effort: Self.effort * 2 / 3)
        try simplifier.tryAll(effort: Self.effort)
        return try simplifier.whole()
    }

    fileprivate func isSame(_ one: Ended, as other: Ended, _ kind: BugKind) -> Bool {
        guard bug(in: one) == kind else { return false }
        return kind == .failure ? one.verdict == other.verdict : true
    }
}

/// Looks for a simpler execution with the same bug.
private struct Simplifier {
    let exploration: Exploration
    let scenario: Scenario
    let kind: BugKind
    private(set) var best: Ended
    private var steps = 0
    private let stacks = FiberStacks()

    init(exploration: Exploration, scenario: Scenario, kind: BugKind, best: Ended) {
        self.exploration = exploration
        self.scenario = scenario
        self.kind = kind
        self.best = best
    }

    private var cost: Ended.Cost { best.cost(of: kind) }

    /// At each step, lets another go, and from there on as few take turns as possible.
    mutating func turn(effort: Int) throws {
        let threads = Set(best.schedule).sorted()
        var place = 0
        while place < min(best.schedule.count, cost.steps) {
            for thread in threads where thread != best.schedule[place] {
                guard steps < effort else { return }
                if try isBest(along: best.schedule[..<place] + [thread]) { break }
            }
            place += 1
        }
    }

    /// Leaves steps for later, many at once and then few, and moves a thread's next steps forward, to where others interrupt it; what is
    /// better is kept.
    mutating func gather(effort: Int) throws {
        var isBetter = true
        while isBetter, steps < effort {
            isBetter = try leaveOut(effort: effort)
            isBetter = try join(effort: effort) || isBetter
        }
    }

    private mutating func leaveOut(effort: Int) throws -> Bool {
        var isBetter = false
        var size = max(best.schedule.count / 2, 1)
        while true {
            var end = best.schedule.count
            while end > 0, steps < effort {
                var wanted = best.schedule
                wanted.removeSubrange(max(end - size, 0)..<end)
                if try isBest(along: wanted) { isBetter = true }
                end = min(end - size, best.schedule.count)
            }
            if size == 1 || steps >= effort { return isBetter }
            size /= 2
        }
    }

    private mutating func join(effort: Int) throws -> Bool {
        var isBetter = false
        var blocks = Self.blocks(best.schedule)
        var place = 0
        while place < blocks.count, steps < effort {
            let thread = blocks[place].thread
            var joined = blocks
            if let next = blocks[(place + 1)...].firstIndex(where: { $0.thread == thread }) {
                joined[place].count += joined.remove(at: next).count
                let wanted = joined.flatMap { Array(repeating: $0.thread, count: $0.count) }
                if try isBest(along: wanted) {
                    blocks = Self.blocks(best.schedule)
                    isBetter = true
                    continue
                }
            }
            place += 1
        }
        return isBetter
    }

    private mutating func isBest(along wanted: some Sequence<ThreadID>) throws -> Bool {
        let explorer = Explorer(
            scenario, Follower(Array(wanted)), maxSteps: longest, clock: exploration.clock,
            stacks: stacks)
        guard let result = try explorer.next() else { return false }
        steps += result.schedule.count
        return take(result)
    }

    /// One with fewer preemptions may be longer, within reason.
    private var longest: Int { min(exploration.maxSteps, 2 * cost.steps) }

    /// Executions with no preemption, then with one, and so on; none that is as long as the best one known.
    mutating func tryAll(effort: Int) throws {
        var limit = 0
        while limit <= cost.preemptions, steps < effort {
            let maxSteps = limit == cost.preemptions ? cost.steps - 1 : longest
            guard maxSteps > 0 else { return }
            let strategy = DepthFirstSearch(.preemptions(limit))
            let explorer = Explorer(
                scenario, strategy, maxSteps: maxSteps, clock: exploration.clock, stacks: stacks)
            var isBetter = false
            while !isBetter, steps < effort, let result = try explorer.next() {
                steps += result.schedule.count
                isBetter = take(result)
            }
            // Shorter ones with as many are looked for next.
            if !isBetter { limit += 1 }
        }
    }

    /// The best one to its end, with no more turns than need be once it has gone wrong: it may have been cut off there.
    func whole() throws -> Ended {
        guard kind == .lostUpdate else { return best }
        let explorer = Explorer(
            scenario, Follower(Array(best.schedule.prefix(cost.steps))), maxSteps: exploration.maxSteps,
            clock: exploration.clock)
        guard let result = try explorer.next(), exploration.isSame(result, as: best, kind) else {
            return best
        }
        return result
    }

    private mutating func take(_ result: Ended) -> Bool {
        guard exploration.isSame(result, as: best, kind), result.cost(of: kind) < cost else {
            return false
        }
        best = result
        return true
    }

    private struct Block {
        let thread: ThreadID
        var count: Int
    }

    private static func blocks(_ schedule: [ThreadID]) -> [Block] {
        var blocks: [Block] = []
        for thread in schedule {
            if blocks.last?.thread == thread {
                blocks[blocks.count - 1].count += 1
            } else {
                blocks.append(Block(thread: thread, count: 1))
            }
        }
        return blocks
    }
}

extension Ended {
    /// How often a thread that could go on had to wait until a bug had happened.
    package func preemptions(before kind: BugKind) -> Int { cost(of: kind).preemptions }

    /// What it takes until a bug has happened.
    fileprivate func cost(of kind: BugKind) -> Cost { kind == .lostUpdate ? lost ?? whole : whole }
}

/// One execution along a list of steps, as far as it goes: who can not take its step is passed over.
private final class Follower: ExecutionStrategy {
    private let wanted: [ThreadID]
    private var place = 0
    private(set) var isExhausted = false

    init(_ wanted: [ThreadID]) { self.wanted = wanted }

    func begin() {}

    func choose(_ situation: Situation) -> ThreadID? {
        while place < wanted.count {
            place += 1
            if situation.isEnabled(wanted[place - 1]) { return wanted[place - 1] }
        }
        return situation.isEnabled(situation.last) ? situation.last : situation.enabled.thread(at: 0)
    }

    func finish(_ situation: Situation) { isExhausted = true }
    func abandon(_ situation: Situation) { isExhausted = true }
    var rest: Part? { nil }
    var covered: Double { isExhausted ? 1 : 0 }
}
