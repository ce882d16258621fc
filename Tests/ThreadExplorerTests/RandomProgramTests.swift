import class Foundation.ProcessInfo
import Testing
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// The reduction against plain depth-first search, on small programs by lot over all primitives: the same outcomes, in no more executions.
@Suite struct RandomProgramTests {
    /// What an execution came to, as far as the order of what commutes does not matter.
    private struct Outcome: Hashable {
        let verdict: Verdict
        let told: [String]
    }

    private func outcomes(
        _ program: RandomProgram, _ exploration: Exploration, inParts: Bool = false
    ) throws -> (Set<Outcome>, Explorer.Tally) {
        let results = Results()
        let scenario = Scenario("random", title: "", summary: "") { try program.run(results) }
        let parts = inParts ? try exploration.parts(of: scenario, workers: 1) : [.tree(.start)]
        var outcomes: Set<Outcome> = []
        var tally = Explorer.Tally()
        for part in parts {
            _ = results.takeSorted()
            let explorer = exploration.makeExplorer(scenario, part)
            while tally.executions + explorer.tally.executions <= Self.most, let ended = try explorer.next() {
                outcomes.insert(Outcome(verdict: ended.verdict, told: results.takeSorted()))
            }
            tally.add(explorer.tally)
        }
        return (outcomes, tally)
    }

    /// Programs with more executions are tried so far only.
    private static let most = 1_000

    /// More take longer: `RANDOM_PROGRAMS=10000 swift test --filter RandomProgramTests`.
    private static let programs =
        ProcessInfo.processInfo.environment["RANDOM_PROGRAMS"].flatMap(UInt64.init) ?? 250

    @Test(arguments: 0..<(programs / 25))
    func `the same outcomes as by trying everything`(_ block: UInt64) throws {
        var plain = Exploration()
        plain.strategy = .exhaustive
        for seed in block * 25..<(block + 1) * 25 {
            let program = RandomProgram(seed: seed)
            let (all, every) = try outcomes(program, plain)
            let (reduced, tally) = try outcomes(program, Exploration())
            if every.executions <= Self.most {
                #expect(all == reduced, "seed \(seed): \(program)")
                #expect(tally.executions <= every.executions, "seed \(seed)")
                for exploration in [plain, Exploration()] {
                    let (inParts, parted) = try outcomes(program, exploration, inParts: true)
                    #expect(inParts == all, "seed \(seed): \(program)")
                    // What conflicts with a start may be tried by several parts.
                    let once = (exploration.strategy == .dpor ? tally : every).executions
                    #expect(parted.executions >= once, "seed \(seed), \(exploration.strategy): \(program)")
                }
            } else {
                #expect(reduced.isSuperset(of: all), "seed \(seed): \(program)")
            }
        }
    }
}
