import Testing
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// What a search says of each classic: the broken ones are found, and found again on threads of the operating system; the corrected ones
/// are proven, in as many executions as README says.
@Suite struct ClassicsSearchTests {
    static let corrected = Scenarios.classics.map(\.name).filter {
        $0.hasSuffix("-fixed") || $0 == "peterson"
    }
    static let broken = Scenarios.classics.map(\.name).filter { !corrected.contains($0) }

    private func classic(_ name: String) throws -> Scenario {
        try #require(Scenarios.classics.first { $0.name == name })
    }

    @Test func `every classic is one or the other`() {
        #expect(Self.corrected.count == 17 && Self.broken.count == 17)
        #expect(Set(Self.corrected) == Set(SearchResults.proofs.keys).union(["philosophers-fixed"]))
        #expect(Set(Self.broken) == Set(SearchResults.bugs.keys).union(["philosophers"]))
    }

    @Test(arguments: SearchResults.proofs.keys.sorted()) func `a corrected one is proven`(_ name: String)
        throws
    {
        let exploration = Exploration()
        let explorer = try exploration.makeExplorer(classic(name))
        while let ended = try explorer.next() {
            if let bug = exploration.bug(in: ended) { Issue.record("\(bug): \(ended.verdict)") }
        }
        #expect(explorer.tally.executions == SearchResults.proofs[name])
        #expect(explorer.tally.cutOff == 0 && explorer.tally.abandoned == 0)
    }

    @Test func `of the philosophers with a waiter none is found to go wrong`() throws {
        var exploration = Exploration()
        exploration.bound = .preemptions(0)
        for strategy in [Exploration.Strategy.pos, .exhaustive] {
            exploration.strategy = strategy
            let explorer = try exploration.makeExplorer(classic("philosophers-fixed"))
            while explorer.tally.executions < 300, let ended = try explorer.next() {
                #expect(exploration.bug(in: ended) == nil)
            }
        }
    }

    /// By some strategy, within a thousand executions.
    private func firstBug(_ name: String) throws -> (Exploration, Ended) {
        for strategy in [Exploration.Strategy.dpor, .pos, .surw, .pct(depth: 3)] {
            var exploration = Exploration()
            exploration.strategy = strategy
            let explorer = try exploration.makeExplorer(classic(name))
            while explorer.tally.executions < 1_000, let ended = try explorer.next() {
                guard exploration.bug(in: ended) != nil else { continue }
                if strategy == .dpor { #expect(explorer.tally.executions == SearchResults.bugs[name]) }
                return (exploration, ended)
            }
        }
        throw NotFound(name: name)
    }

    private struct NotFound: Error {
        let name: String
    }

    @Test(arguments: broken)
    func `a broken one is found, and goes wrong 100 times of 100 on real threads`(_ name: String) throws {
        let (exploration, ended) = try firstBug(name)
        let scenario = try classic(name)
        let small = try exploration.minimized(ended, of: scenario)
        let kind = try #require(exploration.bug(in: ended))
        #expect(small.preemptions(before: kind) <= ended.preemptions(before: kind))
        let schedule = Schedule.controlled(prefix: small.schedule, then: .lowest, isFree: true)
        for turn in 0..<100 {
            let run = Run(scenario, schedule: schedule, speed: .max, maxSteps: small.schedule.count)
            try run.start()
            let verdict = run.wait()
            try #require(verdict == small.verdict, "time \(turn)")
        }
    }
}
