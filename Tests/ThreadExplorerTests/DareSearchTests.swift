import Testing
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@Suite struct DareSearchTests {
    private static let dared = Scenarios.all.filter { $0.dare != nil }.map(\.name)

    private func fewest(_ scenario: Scenario, _ dare: Dare, limit: Int = 200_000) throws -> DareSearch.Fewest
    {
        let search = DareSearch(scenario, dare, limit: limit)
        while try search.advance(by: 100) {}
        return search.fewest
    }

    /// With how many steps a run along these meets the scenario's dare.
    private func metAt(_ steps: [ThreadID], _ scenario: Scenario, _ carrier: CarrierKind = .threads) throws
        -> Int?
    {
        let run = Run(
            scenario, schedule: .controlled(prefix: steps, then: .lowest, isFree: true), speed: .max,
            maxSteps: steps.count, carrier: carrier)
        try run.start()
        _ = run.wait()
        return run.status.dareMetAt
    }

    @Test func `all classics and the two that share a counter have one`() {
        let without = Scenarios.classics.filter { $0.dare == nil }.map(\.name)
        #expect(without == [])
        #expect(Set(Self.dared).isSuperset(of: ["lock", "shared-state"]))
    }

    @Test(arguments: dared)
    func `every dare can be met, on threads of the system, with as many steps as are told`(
        name: String
    ) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let dare = try #require(scenario.dare)
        let steps = try #require(try fewest(scenario, dare, limit: 100).steps)
        #expect(try metAt(steps, scenario) == steps.count)
        #expect(try metAt(steps.dropLast(), scenario) == nil)
    }

    /// The figures that README tells.
    @Test(arguments: [
        ("deadlock", 11), ("deadlock-fixed", 8), ("lost-update", 11), ("check-then-act", 29),
        ("lost-wakeup", 17),
        ("peterson-broken", 17), ("peterson", 10), ("barrier-reuse", 32), ("priority-inversion", 22),
        ("pool-waits-for-itself", 7), ("sleeping-barber", 10), ("cigarette-smokers", 13),
    ]) func `no way has fewer steps than these`(name: String, count: Int) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let fewest = try fewest(scenario, #require(scenario.dare))
        #expect(fewest.isCertain)
        #expect(fewest.steps?.count == count)
    }

    @Test func `what nobody can is known, too`() throws {
        let scenario = try #require(Scenarios.all.first { $0.name == "deadlock-fixed" })
        let fewest = try fewest(scenario, Dare("", .deadlock))
        #expect(fewest.steps == nil && fewest.isCertain)
    }

    @Test func `what would take too long stays uncertain`() throws {
        let scenario = try #require(Scenarios.all.first { $0.name == "deadlock" })
        let fewest = try fewest(scenario, Dare("", .lostUpdate), limit: 5)
        #expect(fewest.steps == nil && !fewest.isCertain)
    }

    /// Programs with more executions are passed over.
    private static let most = 200

    @Test(arguments: 0..<UInt64(10)) func `as few as by trying everything`(_ block: UInt64) throws {
        let goals: [Dare.Goal] = [
            .deadlock, .failure, .lostUpdate, .waiting(threads: 1), .waiting(threads: 2),
            .sleeping(threads: 1), .sleeping(threads: 2),
            .overtaking(times: 1), .overtaking(times: 2),
        ]
        var compared = 0
        for seed in block * 6..<(block + 1) * 6 {
            let program = RandomProgram(seed: seed)
            for goal in goals {
                let dare = Dare("", goal)
                let scenario = Scenario("random", title: "", summary: "", dare: dare) {
                    try program.run(Results())
                }
                var plain = Exploration()
                plain.strategy = .exhaustive
                let explorer = plain.makeExplorer(scenario)
                let stacks = FiberStacks()
                var least: Int?
                while explorer.tally.executions <= Self.most, let ended = try explorer.next() {
                    guard let met = try metAt(ended.schedule, scenario, .fibers(stacks)) else { continue }
                    least = min(least ?? met, met)
                }
                guard explorer.tally.executions <= Self.most else { break }
                let found = try fewest(scenario, dare)
                #expect(found.steps?.count == least, "seed \(seed), \(goal): \(program)")
                #expect(found.isCertain, "seed \(seed)")
                compared += 1
            }
        }
        #expect(compared > 0)
    }
}
