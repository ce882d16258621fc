import Testing
import ThreadAnalysis
import ThreadTrace

/// What is found in one pass against what is found by looking at every pair.
@Suite struct NaiveFindingsTests {
    @Test func `in ten thousand random programs the same races and circles of locks are found`() {
        var (racing, circles, calm) = (0, 0, 0)
        for seed in 0..<10_000 as Range<UInt64> {
            let program = RandomProgram(seed: seed)
            let naive = NaiveFindings(program)
            let found = Findings(program.trace).all(in: program.trace)
            let races = found.filter { $0.kind == .dataRace }.map { $0.events.map { $0 - program.first } }
            #expect(Set(races.map { $0[0] }) == naive.racing, "seed \(seed)")
            #expect(races.allSatisfy { naive.isRace($0[1], $0[0]) }, "seed \(seed)")
            let orders = found.filter { $0.kind == .lockOrderInversion }.map { Set($0.resources) }
            #expect(Set(orders) == naive.circles, "seed \(seed)")
            racing += races.count
            circles += orders.count
            calm += races.isEmpty ? 1 : 0
        }
        // Otherwise it would prove little.
        #expect(racing > 5_000 && circles > 200 && calm > 1_000, "\(racing) \(circles) \(calm)")
    }
}
