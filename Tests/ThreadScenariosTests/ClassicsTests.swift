import Testing
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// The broken ones break under the schedules that they name, the corrected ones under none.
@Suite struct ClassicsTests {
    private func run(_ scenario: Scenario, _ schedule: Schedule) throws -> (verdict: Verdict, trace: Trace) {
        let run = Run(scenario, schedule: schedule, speed: .max)
        let news = run.subscribe()
        try run.start()
        let verdict = run.wait()
        var trace = Trace()
        trace.append(news.take())
        return (verdict, trace)
    }

    private func isDeadlock(_ verdict: Verdict) -> Bool {
        if case .deadlocked = verdict { true } else { false }
    }

    @Test(arguments: ["deadlock", "philosophers"])
    func `a broken one deadlocks as it is best seen, after somebody got through`(name: String) throws {
        let scenario = try #require(Scenarios.classics.first { $0.name == name })
        let (verdict, trace) = try run(scenario, #require(scenario.schedule).schedule)
        #expect(isDeadlock(verdict))
        #expect(trace.events().events.contains { $0.kind == .log })
    }

    @Test(arguments: ["deadlock", "philosophers"])
    func `a broken one goes well under some seeds and deadlocks under others`(name: String) throws {
        let scenario = try #require(Scenarios.classics.first { $0.name == name })
        let verdicts = try (0..<50).map { try run(scenario, .random(seed: $0)).verdict }
        #expect(verdicts.contains(.finished))
        #expect(verdicts.contains(where: isDeadlock))
        #expect(verdicts.allSatisfy { $0 == .finished || isDeadlock($0) })
    }

    @Test(arguments: ["deadlock-fixed", "philosophers-fixed"])
    func `a corrected one finishes under any of 500 seeds`(name: String) throws {
        let scenario = try #require(Scenarios.classics.first { $0.name == name })
        for seed: UInt64 in 0..<500 {
            try #require(run(scenario, .random(seed: seed)).verdict == .finished, "seed \(seed)")
        }
    }

    @Test(arguments: Scenarios.all.filter { $0.schedule != nil }.map(\.name))
    func `the schedule that a scenario names fits it`(name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let verdict = try run(scenario, #require(scenario.schedule).schedule).verdict
        #expect(verdict == .finished || isDeadlock(verdict))
    }

    /// Its summary promises it.
    @Test func `shared state begins with a lost update, and with a reading that has changed`() throws {
        let scenario = Scenario.sharedState
        let (verdict, trace) = try run(scenario, #require(scenario.schedule).schedule)
        #expect(verdict == .finished)
        let counter = try #require(trace.resourceIDs.first { trace[$0]?.name == "counter" })
        let writes = trace.events().events.filter { $0.resource == counter && $0.kind == .write }
        #expect(writes.count == 5)
        #expect(try #require(trace.now.value(of: counter)).number < 5)
        #expect(trace.events().names.contains { $0.contains("Valid false") })
    }

    @Test func `no two come to the barrier together`() throws {
        let scenario = Scenario.barrier
        let (_, trace) = try run(scenario, #require(scenario.schedule).schedule)
        let arrivals = trace.events().events.filter { $0.kind == .arrive || $0.kind == .trip }.map(
            \.time.nanoseconds
        ).sorted()
        #expect(arrivals.count == 4)
        for (one, next) in zip(arrivals, arrivals.dropFirst()) { #expect(next - one > 500_000_000) }
    }
}
