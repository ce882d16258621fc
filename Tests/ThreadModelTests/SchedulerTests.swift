import Testing
import ThreadTrace

@testable import ThreadModel

@Suite struct SchedulerTests {
    /// Whom a scheduler chooses, step after step, from the same candidates.
    private func choices(
        _ schedule: Schedule, from numbers: [Int], steps: Int
    ) throws -> [UInt32] {
        var standing = StandingThreads(numbers)
        var scheduler = schedule.makeScheduler()
        return try (1...steps).map { _ in
            let choice = try #require(try standing.execution.ask(&scheduler))
            standing.take(choice)
            return choice.number
        }
    }

    @Test func `a situation tells who would do what, ascending by thread, and who went last`() throws {
        var standing = StandingThreads([4, 2])
        standing.take(ThreadID(4))
        var look: any Scheduler = Look { situation in
            #expect(situation.enabled.map(\.thread.number) == [2, 4])
            #expect(situation.enabled.map(\.request.operation) == [.begin, .look])
            #expect(situation.blocked.isEmpty)
            #expect(situation.last == ThreadID(4))
            #expect(situation.step == 2)
        }
        #expect(try standing.execution.ask(&look) == nil)
    }

    private struct Look: Scheduler {
        let body: @Sendable (Situation) -> Void

        func choose(_ situation: Situation) -> ThreadID? {
            body(situation)
            return nil
        }
    }

    @Test func `steps of a parallel run are taken in the order of arrival`() {
        var standing = StandingThreads([3, 1, 2])
        #expect(standing.execution.firstArrived == ThreadID(3))
        standing.take(ThreadID(3))
        #expect(standing.execution.firstArrived == ThreadID(1))
    }

    @Test(arguments: [0, 7, .max] as [UInt64])
    func `the same seed makes the same choices`(seed: UInt64) throws {
        let first = try choices(.random(seed: seed), from: [1, 2, 3, 4], steps: 200)
        let second = try choices(.random(seed: seed), from: [1, 2, 3, 4], steps: 200)
        #expect(first == second)
        #expect(try choices(.random(seed: seed ^ 1), from: [1, 2, 3, 4], steps: 200) != first)
    }

    @Test func `chance gives everyone about the same share`() throws {
        let chosen = try choices(.random(seed: 1), from: [1, 2, 3, 4], steps: 4_000)
        for thread in 1...4 as ClosedRange<UInt32> {
            #expect((900...1_100).contains(chosen.count { $0 == thread }))
        }
    }

    @Test func `taking turns follows the order of creation, whatever the order of candidates`() throws {
        let chosen = try choices(.roundRobin, from: [3, 1, 5, 2], steps: 9)
        #expect(chosen == [1, 2, 3, 5, 1, 2, 3, 5, 1])
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `a turn passes over those who can not go`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var scheduler = Schedule.roundRobin.makeScheduler()
        var standing = StandingThreads(Array(1...6))
        var last = 0
        for _ in 1...500 {
            let able = (1...6).filter { _ in Bool.random(using: &random) }
            guard !able.isEmpty else { continue }
            // Ask one after the other, round and round, who can go.
            var turn = last % 6 + 1
            while !able.contains(turn) { turn = turn % 6 + 1 }
            standing.block(allBut: able)
            let choice = try #require(try standing.execution.ask(&scheduler))
            try #require(choice == ThreadID(UInt32(turn)))
            standing.take(choice)
            last = turn
        }
    }

    @Test func `a replay follows its schedule, then goes on with the lowest`() throws {
        let scheduler = Schedule.replay([2, 3, 1, 3].map(ThreadID.init))
        #expect(try choices(scheduler, from: [3, 1, 2], steps: 6) == [2, 3, 1, 3, 1, 1])
    }

    @Test func `a replay that wants somebody who can not go says who and when`() throws {
        var scheduler = Schedule.replay([ThreadID(1), ThreadID(4)]).makeScheduler()
        var standing = StandingThreads([2, 1])
        let first = try #require(try standing.execution.ask(&scheduler))
        #expect(first == ThreadID(1))
        standing.take(first)
        let mismatch = #expect(throws: ScheduleMismatch.self) { try standing.execution.ask(&scheduler) }
        #expect(mismatch?.step == 2)
        #expect(mismatch?.wanted == ThreadID(4))
        #expect(
            mismatch?.description
                == "the schedule does not fit this scenario: step 2 is thread 4's, which can not go")
    }

    @Test func `a strategy chooses after a prefix what it would have chosen without one`() throws {
        let whole = try choices(.random(seed: 5), from: [1, 2, 3], steps: 40)
        let prefix = whole.prefix(15).map(ThreadID.init)
        let branch = Schedule.controlled(prefix: prefix, then: .random(seed: 5))
        #expect(try choices(branch, from: [1, 2, 3], steps: 40) == whole)
    }

    @Test func `who takes a step by hand leaves the prefix for good`() throws {
        var standing = StandingThreads([1, 2, 3])
        var scheduler = Schedule.controlled(
            prefix: [1, 2, 3, 3].map(ThreadID.init), then: .roundRobin
        ).makeScheduler()
        #expect(try standing.execution.ask(&scheduler) == ThreadID(1))
        standing.take(ThreadID(3))
        for expected in [1, 2, 3, 1] as [UInt32] {
            let choice = try #require(try standing.execution.ask(&scheduler))
            #expect(choice == ThreadID(expected))
            standing.take(choice)
        }
    }

    @Test func `the generator gives the published numbers`() {
        // The first outputs for the seed 1234567, as in the authors' reference program.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
        #expect(generator.next() == 9_817_491_932_198_370_423)
    }
}
