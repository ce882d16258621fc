import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Who decides: a strategy, a prefix, a person, a bound.
@Suite struct SteeringTests {
    @Sendable private static func work() throws {
        let lock = Lock("lock")
        let counter = Shared("counter", 0)
        let threads = (0..<3).map { number in
            Thread {
                for _ in 0..<3 {
                    try lock.withLock { try counter.modify { $0 + number } }
                    try Threading.sleep(for: .milliseconds(20))
                }
            }
        }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    private func steps(_ events: [ThreadTrace.Event]) -> [ThreadID] {
        events.filter(\.kind.isStep).map(\.thread)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `steps that a person chose are part of the schedule, which gives the same run again`(seed: UInt64)
        throws
    {
        let steered = Recording(.random(seed: seed), isPaused: true, Self.work)
        let run = steered.run
        try run.start()
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 where steered.trace.verdict == nil {
            let taken = steered.trace.stepCount
            let thread = ThreadID(.random(in: 1...4, using: &random))
            if Bool.random(using: &random) || run.step(thread) != nil { run.step() }
            try #require(steered.wait { $0.stepCount > taken || $0.verdict != nil })
            // Until everyone stands again.
            try #require(
                steered.wait { _ in run.status.next != nil || run.status.isIdle || run.status.isOver })
        }
        run.set(speed: .max)
        run.resume()
        #expect(run.wait() == .finished)
        let chosen = steered.events.count { $0.kind == .chosen }
        #expect(chosen == run.status.byHand)
        #expect(chosen > 0)

        // As prefix up to the last step by hand, and the same strategy after it.
        let last = steered.events.lastIndex { $0.kind == .chosen } ?? 0
        let count = steps(Array(steered.events[...last])).count + 1
        let schedule = Schedule.controlled(
            prefix: Array(steps(steered.events).prefix(count)), then: .random(seed: seed))
        let again = Recording(try Schedule(text: schedule.description), Self.work)
        #expect(try again.finish() == .finished)
        // Who was told to be ready, as another was to go before a person chose it, is no matter.
        let kept = { (events: [ThreadTrace.Event]) in
            events.filter { $0.kind != .chosen && $0.kind != .ready }
        }
        #expect(kept(again.events) == kept(steered.events))
    }

    @Test(arguments: [Schedule.parallel, .roundRobin, .random(seed: 3)])
    func `a run ends after so many steps at most, with a word of its own`(schedule: Schedule) throws {
        let run = Run(
            Scenario("polite", title: "", summary: "") {
                let lock = Lock("lock")
                while true { try lock.withLock {} }
            }, schedule: schedule, speed: .max, maxSteps: 500)
        let subscription = run.subscribe()
        try run.start()
        let verdict = run.wait()
        #expect(verdict == .cutOff("500 steps were taken, which are all that it was to take"))
        #expect(verdict.description == "cut off: 500 steps were taken, which are all that it was to take")
        #expect(subscription.take().events.count { $0.kind.isStep } == 500)
    }

    @Test func `a bound that is not reached changes nothing`() throws {
        let bounded = Run(
            Scenario("work", title: "", summary: "", body: Self.work), schedule: .random(seed: 1),
            speed: .max,
            maxSteps: 100_000)
        let subscription = bounded.subscribe()
        try bounded.start()
        #expect(bounded.wait() == .finished)
        let free = Recording(.random(seed: 1), Self.work)
        try free.finish()
        #expect(subscription.take().events == free.events)
    }

    @Test(arguments: 0...4)
    func `steps of unrelated threads do not decide whether a wait times out`(others: Int) throws {
        let recording = Recording(.roundRobin) {
            let flag = ThreadRuntime.Event("flag")
            let own = Shared("own", 0)
            let setter = Thread(name: "setter") {
                try Threading.sleep(for: .milliseconds(25))
                try flag.set()
            }
            let waiter = Thread(name: "waiter") {
                for _ in 0..<60 { _ = try own.read() }
                print(try flag.wait(timeout: .milliseconds(10)))
            }
            let bystanders = (0..<others).map { number in
                let mine = Shared("mine-\(number)", 0)
                return Thread { for _ in 0..<60 { _ = try mine.read() } }
            }
            for thread in [setter, waiter] + bystanders { try thread.start() }
            for thread in [setter, waiter] + bystanders { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false"])
    }
}
