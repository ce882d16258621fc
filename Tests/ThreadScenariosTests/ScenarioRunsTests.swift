import Testing
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// Every scenario, under every kind of schedule: it ends, with the right verdict, the same way for the same seed.
@Suite struct ScenarioRunsTests {
    static let names = Scenarios.all.map(\.name)
    /// Those that end well whoever goes next.
    static let sound = names.filter { ClassicsTests.broken[$0] == nil }

    @Test("The names are the notebook's sections, then the classics")
    func listed() {
        #expect(
            Scenarios.notebook.map(\.name) == [
                "logging", "current-thread", "thread-count", "enumerate", "thread-class", "create-join",
                "worker-threads",
                "thread-pool", "thread-pool-args", "shared-state", "lock", "barrier", "semaphore", "timer",
                "queue", "gil",
            ])
        #expect(Self.names.dropFirst(Scenarios.notebook.count) == ArraySlice(Scenarios.classics.map(\.name)))
    }

    @Test("200 seeds finish", arguments: sound)
    func seeds(_ name: String) throws {
        for seed: UInt64 in 0..<200 {
            let run = try run(name, .random(seed: seed))
            #expect(run.verdict == .finished, "seed \(seed)")
        }
    }

    @Test("The same seed twice gives identical events", arguments: names)
    func reproducible(_ name: String) throws {
        for seed: UInt64 in 0..<10 {
            #expect(
                try run(name, .random(seed: seed)).batch.events == run(name, .random(seed: seed)).batch.events
            )
        }
    }

    @Test("20 parallel runs finish", arguments: sound)
    func parallel(_ name: String) throws {
        for turn in 0..<20 { #expect(try run(name, .parallel).verdict == .finished, "run \(turn)") }
    }

    @Test("Taking turns finishes", arguments: sound)
    func roundRobin(_ name: String) throws { #expect(try run(name, .roundRobin).verdict == .finished) }

    @Test(
        "Cancelling after any step leaves no thread behind",
        arguments: ["lock", "barrier", "semaphore", "queue"])
    func cancelAnywhere(_ name: String) throws {
        let whole = try run(name, .random(seed: 5)).batch.events.last?.step ?? 0
        #expect(whole > 20)
        for step in 0..<Int(whole) {
            let run = try Run(scenario(name), schedule: .random(seed: 5), speed: .max, isPaused: true)
            let subscription = run.subscribe()
            try run.start()
            var events: [ThreadTrace.Event] = []
            for taken in 0..<step {
                run.step()
                while events.last.map({ Int($0.step) <= taken }) ?? true {
                    events += subscription.take().events
                }
            }
            run.cancel()
            #expect(run.wait() == .cancelled, "step \(step)")
            #expect(run.systemThreads == 0, "step \(step)")
        }
    }

    private func scenario(_ name: String) throws -> Scenario {
        try #require(Scenarios.all.first { $0.name == name })
    }

    private func run(_ name: String, _ schedule: Schedule) throws -> (verdict: Verdict, batch: EventBatch) {
        let run = try Run(scenario(name), schedule: schedule, speed: .max)
        let subscription = run.subscribe()
        try run.start()
        let verdict = run.wait()
        #expect(run.systemThreads == 0)
        return (verdict, subscription.take())
    }
}
