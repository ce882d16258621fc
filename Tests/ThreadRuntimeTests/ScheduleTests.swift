import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

@Suite struct ScheduleTests {
    @Test("The same seed gives identical events", arguments: [1, 2, 3, 1 << 60] as [UInt64])
    func seeds(_ seed: UInt64) throws {
        let first = try batch(.random(seed: seed))
        let second = try batch(.random(seed: seed))
        #expect(first.events == second.events)
        #expect(first.names == second.names)
        #expect(first.sources == second.sources)
    }

    @Test("Different seeds give different schedules")
    func variety() throws {
        let schedules = try (0..<20).map { seed in steps(try batch(.random(seed: seed)).events) }
        #expect(Set(schedules).count > 15)
    }

    @Test("A schedule replays to the same events", arguments: 0..<20)
    func replay(_ seed: UInt64) throws {
        let recorded = try batch(.random(seed: seed))
        let replayed = try batch(.replay(steps(recorded.events)))
        #expect(replayed.events == recorded.events)
    }

    @Test("Computing replays, too")
    func replayComputing() throws {
        let body: @Sendable () throws -> Void = {
            let threads = (0..<2).map { _ in
                Thread { for _ in 0..<3 { try Threading.compute(for: .milliseconds(30)) } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        let recorded = Recording(.random(seed: 1), body)
        try recorded.finish()
        let replayed = Recording(.replay(steps(recorded.events)), body)
        #expect(try replayed.finish() == .finished)
        #expect(replayed.events == recorded.events)
    }

    @Test("A schedule that does not fit says at which step")
    func mismatch() throws {
        let recording = Recording(.replay([ThreadID(1), ThreadID(7)]), Self.contention)
        #expect(
            try recording.finish()
                == .failed(
                    "the schedule does not fit this scenario: step 2 is thread 7's, which can not go: "
                        + "there is none of that number; 1 (MainThread) could"))
    }

    @Test("Taking turns goes round by the order of creation")
    func roundRobin() throws {
        let recording = Recording(.roundRobin) {
            let threads = (0..<3).map { number in Thread { for _ in 0..<3 { print(number) } } }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        try recording.finish()
        let turns = recording.messages
        #expect(turns.count == 9)
        #expect(Set(turns.prefix(3)).count > 1)
    }

    @Test("A thread that polls does not stop virtual time for the others", arguments: 0..<5)
    func polling(_ seed: UInt64) throws {
        let recording = Recording(.random(seed: seed)) {
            let event = ThreadRuntime.Event("event")
            try Timer(after: .milliseconds(100)) { try event.set() }.start()
            while try !event.isSet {}
        }
        #expect(try recording.finish() == .finished)
    }

    private func batch(_ schedule: Schedule) throws -> EventBatch {
        let run = Run(
            Scenario("contention", title: "", summary: "", body: Self.contention), schedule: schedule,
            speed: .max)
        let subscription = run.subscribe()
        try run.start()
        #expect(run.wait() == .finished)
        return subscription.take()
    }

    private func steps(_ events: [ThreadTrace.Event]) -> [ThreadID] {
        events.filter(\.kind.isStep).map(\.thread)
    }

    @Sendable private static func contention() throws {
        let lock = Lock("lock")
        let counter = Shared("counter", 0)
        try withThreadPool("pool", maxWorkers: 3) { pool in
            try pool.map(0..<5) { number in
                try lock.withLock { try counter.modify { $0 + number } }
                try Threading.sleep(for: .milliseconds(5 * number))
                logger.info("\(number)")
            }
        }
    }
}
