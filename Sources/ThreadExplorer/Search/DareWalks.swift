import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A short way to meet a dare that is not looked for in order: by lot, and then with what can be left out left out.
package struct DareWalks {
    private static let walks = 300
    private static let longest = 2_000
    private let scenario: Scenario
    private let dare: Dare
    private let first: [ThreadID]
    private let stacks = FiberStacks()

    /// - Parameter first: who takes the first steps in any case.
    package init(_ scenario: Scenario, _ dare: Dare, behind first: [ThreadID] = []) {
        self.scenario = scenario
        self.dare = dare
        self.first = first
    }

    /// Who takes each step; nil where no lot meets it.
    ///
    /// - Parameter isWanted: asked now and then; where nobody wants to know any more, it ends with what it has.
    package func shortest(isWanted: () -> Bool = { true }) throws -> [ThreadID]? {
        var best: [ThreadID]?
        for seed in 1...UInt64(Self.walks) where isWanted() {
            let limit = best.map { $0.count - 1 } ?? Self.longest
            if let steps = try walk(along: first, seed: seed, limit: limit) { best = steps }
        }
        guard var best else { return nil }
        while isWanted(), let shorter = try shortened(best) { best = shorter }
        return best
    }

    /// The same with some steps left out, many at once and then few; nil where none can be.
    private func shortened(_ steps: [ThreadID]) throws -> [ThreadID]? {
        var best = steps
        var size = (steps.count - first.count) / 2
        while size > 0 {
            var end = best.count
            while end > first.count {
                var wanted = best
                wanted.removeSubrange(max(end - size, first.count)..<end)
                if let shorter = try walk(along: wanted, seed: nil, limit: best.count - 1) { best = shorter }
                end = min(end - size, best.count)
            }
            size /= 2
        }
        return best.count < steps.count ? best : nil
    }

    /// - Parameters:
    ///   - wanted: who goes, where they can; then whoever the lots say.
    ///   - seed: nil for nobody.
    /// - Returns: the steps up to where the dare is met; nil where it is not met with so many.
    private func walk(along wanted: [ThreadID], seed: UInt64?, limit: Int) throws -> [ThreadID]? {
        guard limit > 0 else { return nil }
        let walker = Walker(wanted, seed.map(SplitMix64.init), DareWatch(dare))
        let run = Run(
            searching: scenario, GuidedScheduler(guide: walker), maxSteps: limit, stacks: stacks)
        try run.start()
        _ = run.wait()
        run.withSituation { situation in
            if let ending = situation.ending { walker.watch.end(ending, situation) }
        }
        guard let metAt = walker.watch.metAt, metAt <= limit else { return nil }
        return Array(walker.steps.prefix(metAt))
    }
}

/// Goes along some steps, passing over who can not take theirs, and then by lot.
private final class Walker: Guide {
    private let wanted: [ThreadID]
    private var place = 0
    private var lots: SplitMix64?
    var watch: DareWatch
    private(set) var steps: [ThreadID] = []

    init(_ wanted: [ThreadID], _ lots: SplitMix64?, _ watch: DareWatch) {
        self.wanted = wanted
        self.lots = lots
        self.watch = watch
    }

    func choose(_ situation: Situation) -> ThreadID? {
        watch.look(situation)
        guard watch.metAt == nil, let thread = next(situation) else { return nil }
        watch.take(thread, situation)
        steps.append(thread)
        return thread
    }

    private func next(_ situation: Situation) -> ThreadID? {
        while place < wanted.count {
            place += 1
            if situation.isEnabled(wanted[place - 1]) { return wanted[place - 1] }
        }
        guard var drawn = lots else { return nil }
        defer { lots = drawn }
        let enabled = situation.enabled
        return enabled.thread(at: Int.random(in: 0..<enabled.count, using: &drawn))
    }
}
