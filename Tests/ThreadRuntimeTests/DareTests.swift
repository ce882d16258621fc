import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Dares on runs of threads of the system.
@Suite struct DareTests {
    private func metAt(
        _ goal: Dare.Goal, along steps: [UInt32], _ body: @escaping @Sendable () throws -> Void
    )
        throws -> Int?
    {
        let scenario = Scenario("dared", title: "", summary: "", dare: Dare("", goal), body: body)
        let run = Run(
            scenario,
            schedule: .controlled(prefix: steps.map { ThreadID($0) }, then: .lowest, isFree: true),
            speed: .max)
        try run.start()
        _ = run.wait()
        return run.status.dareMetAt
    }

    private static func pair(_ body: @escaping @Sendable (Int) throws -> Void) -> @Sendable () throws -> Void
    {
        {
            let threads = (0..<2).map { number in Thread { try body(number) } }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
    }

    @Test func `a deadlock is one when nobody can go any more`() throws {
        let made: @Sendable () throws -> Void = {
            let locks = [Lock("a"), Lock("b")]
            try Self.pair { number in try locks[number].withLock { try locks[1 - number].withLock {} } }()
        }
        // Begin, two starts; each begins and takes its own.
        #expect(try metAt(.deadlock, along: [1, 1, 1, 2, 2, 3, 3], made) == 7)
        #expect(try metAt(.deadlock, along: [1, 1, 1, 2, 2, 2, 2, 2], made) == nil)
        #expect(try metAt(.waiting(threads: 1), along: [1, 1, 1, 2, 2, 3, 3], made) == 7)
        #expect(try metAt(.waiting(threads: 2), along: [1, 1, 1, 2, 2, 3, 3], made) == 7)
        #expect(try metAt(.waiting(threads: 3), along: [1, 1, 1, 2, 2, 3, 3], made) == nil)
    }

    @Test func `a failure is met when it happens, whatever others do`() throws {
        let body = Self.pair { number in if number == 1 { throw Failed() } }
        #expect(try metAt(.failure, along: [1, 1, 1, 3, 3], body) == 5)
    }

    @Test func `an update is lost by who writes over what they have not read`() throws {
        let body: @Sendable () throws -> Void = {
            let value = Shared("value", 0)
            try Self.pair { _ in try value.modify { $0 + 1 } }()
        }
        #expect(try metAt(.lostUpdate, along: [1, 1, 1, 2, 2, 3, 3, 2, 3], body) == 9)
        #expect(try metAt(.lostUpdate, along: [1, 1, 1, 2, 2, 2, 3, 3, 3], body) == nil)
    }

    @Test func `who sleeps counts as asleep from where they stand at it`() throws {
        let body = Self.pair { _ in try Threading.sleep(for: .seconds(1)) }
        #expect(try metAt(.sleeping(threads: 1), along: [1, 1, 1, 2], body) == 4)
        #expect(try metAt(.sleeping(threads: 2), along: [1, 1, 1, 2, 3], body) == 5)
        #expect(try metAt(.sleeping(threads: 2), along: [1, 1, 1, 2, 2, 2, 3], body) == nil)
    }

    @Test func `who waits is overtaken by all who get it meanwhile`() throws {
        let body: @Sendable () throws -> Void = {
            let lock = Lock("lock")
            try Self.pair { number in
                for _ in 0..<(number == 0 ? 3 : 1) { try lock.withLock {} }
            }()
        }
        // The second thread comes while the first holds the lock, which then takes it twice more.
        let steps: [UInt32] = [1, 1, 1, 2, 2, 3, 2, 2, 2, 2]
        #expect(try metAt(.overtaking(times: 1), along: steps, body) == 8)
        #expect(try metAt(.overtaking(times: 2), along: steps, body) == 10)
        #expect(try metAt(.overtaking(times: 3), along: steps, body) == nil)
    }

    @Test func `nobody is dared where the system chooses`() throws {
        let scenario = Scenario("dared", title: "", summary: "", dare: Dare("", .failure)) { throw Failed() }
        let run = Run(scenario, schedule: .parallel, speed: .max)
        try run.start()
        _ = run.wait()
        #expect(run.status.dareMetAt == nil)
    }

    private struct Failed: Error {}
}
