import TestSupport
import Testing
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// What can still come of a moment, against plain depth-first search from there.
@Suite struct OutlookTests {
    private struct Summary: Hashable {
        let ends: Set<String>
        let prospect: Outlook.Prospect?
    }

    private func outlook(
        _ scenario: Scenario, behind steps: [ThreadID], _ strategy: Exploration.Strategy
    ) throws -> Outlook {
        var exploration = Exploration()
        exploration.strategy = strategy
        let search = OutlookSearch(scenario, behind: steps, exploration)
        while try search.advance(by: 100), search.outlook.executions < 3_000 {}
        return search.outlook
    }

    private func summary(_ outlook: Outlook) -> Summary {
        Summary(
            ends: Set(outlook.ends.map { "\($0.bug.map { "\($0)" } ?? "well"): \($0.verdict)" }),
            prospect: outlook.prospect)
    }

    /// One execution's steps, by lot.
    private func steps(_ scenario: Scenario, seed: UInt64) throws -> [ThreadID] {
        var exploration = Exploration()
        (exploration.strategy, exploration.runs, exploration.seed) = (.random, 1, seed)
        return try #require(try exploration.makeExplorer(scenario).next()).schedule
    }

    private static let small = [
        "lost-update", "lost-wakeup", "double-checked", "cigarette-smokers", "deadlock-fixed",
    ]

    @Test(arguments: small, [1, 2] as [UInt64])
    func `from every step the same ends as by trying everything`(_ name: String, _ seed: UInt64) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let steps = try steps(scenario, seed: seed)
        var compared = 0
        for count in 0...steps.count {
            let before = Array(steps.prefix(count))
            let reduced = try outlook(scenario, behind: before, .dpor)
            let all = try outlook(scenario, behind: before, .exhaustive)
            #expect(reduced.isComplete)
            guard all.isComplete else { continue }
            compared += 1
            #expect(summary(reduced) == summary(all), "behind step \(count)")
            #expect(reduced.executions <= all.executions)
            // Whatever ends so does when it is run along its steps.
            for end in reduced.ends {
                let run = Run(
                    scenario, schedule: .controlled(prefix: end.schedule, then: .lowest, isFree: true),
                    speed: .max, maxSteps: end.schedule.count, carrier: .fibers)
                try run.start()
                #expect(run.wait() == end.verdict)
                #expect(end.schedule.starts(with: before))
            }
        }
        #expect(compared > 0)
        let last = try outlook(scenario, behind: steps, .dpor)
        #expect(last.executions == 1 && last.isComplete)
    }

    @Test func `the whole search is that from the beginning`() throws {
        for (name, count) in SearchResults.proofs where count < 50 {
            let scenario = try #require(Scenarios.all.first { $0.name == name })
            let outlook = try outlook(scenario, behind: [], .dpor)
            #expect(outlook.executions == count && outlook.prospect == Outlook.Prospect.none, "\(name)")
        }
    }

    @Test(arguments: ["deadlock", "lost-update", "lost-wakeup", "cigarette-smokers"])
    func `the point of no return is the first step behind which every way goes wrong`(_ name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let explorer = Exploration().makeExplorer(scenario)
        var found: Ended?
        while found == nil, let ended = try explorer.next() {
            if Exploration().bug(in: ended) != nil { found = ended }
        }
        let steps = try #require(found).schedule
        let step = try #require(try NoReturn.step(scenario, along: steps, limit: 2_000))
        // One after the other, and not by halves.
        let first = try #require(
            try (0...steps.count).first {
                try outlook(scenario, behind: Array(steps.prefix($0)), .dpor).prospect == .all
            })
        #expect(step == first)
    }

    /// Five philosophers have more ways than anybody can try; from the step on behind which all is lost, all are tried, one by one.
    @Test func `the point of no return of five philosophers is where trying says`() throws {
        let scenario = try #require(Scenarios.all.first { $0.name == "philosophers" })
        let search = DareSearch(scenario, Dare("", .deadlock), limit: 0)
        try search.advance(by: 1)
        let steps = try #require(search.fewest.steps)
        let step = try #require(try NoReturn.step(scenario, along: steps, limit: 2_000))
        let behind = try outlook(scenario, behind: Array(steps.prefix(step)), .exhaustive)
        #expect(behind.isComplete && behind.wrong == behind.executions && behind.executions > 1)
        // One step before one way goes well at least.
        let before = OutlookSearch(scenario, behind: Array(steps.prefix(step - 1)))
        while before.outlook.wrong == before.outlook.executions, try before.advance(by: 1) {}
        #expect(before.outlook.wrong < before.outlook.executions)
    }
}
