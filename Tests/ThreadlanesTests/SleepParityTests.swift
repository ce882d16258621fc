import Testing
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// A log does not tell how long threads sleep or work; the virtual clock does, but for a few microseconds a step.
@Suite struct SleepParityTests {
    @Test(arguments: [
        ("logging", 0), ("thread-class", 0), ("create-join", 10), ("worker-threads", 10), ("thread-pool", 5),
        ("thread-pool-args", 10), ("shared-state", 1), ("lock", 5), ("barrier", 5), ("timer", 5),
        // Five times five seconds, two at a time.
        ("semaphore", 15),
    ])
    func `a scenario takes as many seconds as the notebook's cell`(scenario: String, seconds: Int) throws {
        for seed: UInt64 in 0..<5 {
            let run = Run(
                try #require(Scenarios.notebook.first { $0.name == scenario }), schedule: .random(seed: seed),
                speed: .max)
            let news = run.subscribe()
            try run.start()
            #expect(run.wait() == .finished)
            let end = try #require(news.take().events.last).time
            #expect(Instant.zero.duration(to: end).components.seconds == seconds, "seed \(seed)")
        }
    }
}
