import Testing
import ThreadTrace

@testable import ThreadRuntime

@Suite struct SchedulerTests {
    private let threads = StandingThreads(6)

    /// Whom a scheduler chooses, step after step, from the same candidates.
    private func choices(
        _ scheduler: some Scheduler, from numbers: [Int], steps: Int
    ) throws -> [UInt32] {
        var scheduler = scheduler
        return try (1...steps).map { step in
            let candidates = threads.candidates(numbers)
            return candidates[try scheduler.choose(among: candidates, step: step)].thread.number
        }
    }

    @Test func `candidates tell who would do what`() {
        let candidates = threads.candidates([4, 2])
        #expect(candidates.count == 2)
        #expect(
            candidates[1]
                == Candidate(thread: ThreadID(2), kind: .begin, resource: ResourceID(2), arrival: 1))
    }

    @Test func `only the parallel scheduler leaves threads to themselves`() {
        #expect(!Schedule.parallel.makeScheduler().isControlled)
        #expect(Schedule.random(seed: 1).makeScheduler().isControlled)
        #expect(Schedule.roundRobin.makeScheduler().isControlled)
        #expect(Schedule.replay([]).makeScheduler().isControlled)
    }

    @Test func `in parallel, who came first goes first`() throws {
        #expect(try choices(ParallelScheduler(), from: [3, 1, 2], steps: 1) == [3])
        let candidates = threads.candidates([3, 1, 2])
        let late = Candidates(pending: candidates.pending.reversed())
        #expect(ParallelScheduler().choose(among: late, step: 1) == 2)
    }

    @Test(arguments: [0, 7, .max] as [UInt64])
    func `the same seed makes the same choices`(seed: UInt64) throws {
        let first = try choices(RandomScheduler(seed: seed), from: [1, 2, 3, 4], steps: 200)
        let second = try choices(RandomScheduler(seed: seed), from: [1, 2, 3, 4], steps: 200)
        #expect(first == second)
        #expect(try choices(RandomScheduler(seed: seed ^ 1), from: [1, 2, 3, 4], steps: 200) != first)
    }

    @Test func `chance gives everyone about the same share`() throws {
        let chosen = try choices(RandomScheduler(seed: 1), from: [1, 2, 3, 4], steps: 4_000)
        for thread in 1...4 as ClosedRange<UInt32> {
            #expect((900...1_100).contains(chosen.count { $0 == thread }))
        }
    }

    @Test func `taking turns follows the order of creation, whatever the order of candidates`() throws {
        let chosen = try choices(RoundRobinScheduler(), from: [3, 1, 5, 2], steps: 9)
        #expect(chosen == [1, 2, 3, 5, 1, 2, 3, 5, 1])
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `a turn passes over those who can not go`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var scheduler = RoundRobinScheduler()
        var last = 0
        for step in 1...500 {
            let able = (1...6).filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
            guard !able.isEmpty else { continue }
            // Ask one after the other, round and round, who can go.
            var turn = last % 6 + 1
            while !able.contains(turn) { turn = turn % 6 + 1 }
            let candidates = threads.candidates(able)
            let choice = scheduler.choose(among: candidates, step: step)
            try #require(candidates[choice].thread == ThreadID(UInt32(turn)))
            last = turn
        }
    }

    @Test func `a replay follows its schedule, then goes on with the lowest`() throws {
        let scheduler = ReplayScheduler([2, 3, 1, 3].map(ThreadID.init))
        #expect(try choices(scheduler, from: [3, 1, 2], steps: 6) == [2, 3, 1, 3, 1, 1])
    }

    @Test func `a replay that wants somebody who can not go says who and when`() throws {
        let scheduler = ReplayScheduler([ThreadID(1), ThreadID(4)])
        let candidates = threads.candidates([2, 1])
        #expect(try scheduler.choose(among: candidates, step: 1) == 1)
        let mismatch = #expect(throws: ScheduleMismatch.self) {
            try scheduler.choose(among: candidates, step: 2)
        }
        #expect(mismatch?.step == 2)
        #expect(mismatch?.wanted == ThreadID(4))
        #expect(
            mismatch?.description
                == "the schedule does not fit this scenario: step 2 is thread 4's, which can not go")
    }

    @Test func `the generator gives the published numbers`() {
        // The first outputs for the seed 1234567, as in the authors' reference program.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
        #expect(generator.next() == 9_817_491_932_198_370_423)
    }
}
