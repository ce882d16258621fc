import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ThreadTimesTests {
    @Test func `each state's time goes where it belongs, the last one up to now`() {
        var story = Story()
        let thread = story.thread("a")
        let lock = story.resource(.lock, "lock")
        story.at(5)
        story.tell(thread, .begin)
        story.at(8)  // ran 3
        story.tell(thread, .ready, .ready, lock)
        story.at(10)  // ready 2
        story.block(thread, lock)
        story.at(17)  // waited 7
        story.acquire(thread, lock)
        story.at(18)  // ran 1, with the lock
        story.tell(thread, .sleep, .sleeping, holds: lock)
        let analysis = RunAnalysis(story.trace)
        let now = Instant(nanoseconds: 29_000_000)  // slept 11, with the lock
        let split = analysis.times.split(of: thread, at: story.trace.count, now: now, in: story.trace)
        #expect(split.running == .milliseconds(4))
        #expect(split.ready == .milliseconds(2))
        #expect(split.waiting == .milliseconds(7))
        #expect(split.sleeping == .milliseconds(11))
        #expect(split.withLock == .milliseconds(12))
        #expect(split.total == .milliseconds(24))
    }

    @Test func `a thread that has ended takes no more time`() {
        var story = Story()
        let thread = story.thread("a")
        story.tell(thread, .begin)
        story.at(4)
        story.tell(thread, .finish, .done)
        story.at(9)
        story.tell(thread, .deadlock, .deadlocked)
        let split = RunAnalysis(story.trace).times
            .split(of: thread, at: story.trace.count, now: Instant(nanoseconds: 1 << 40), in: story.trace)
        #expect(split.total == .milliseconds(4))
    }

    @Test(arguments: 0..<8) func `at every position the split is that of the events before it`(_ seed: UInt64)
        throws
    {
        var random = Seeded(state: seed)
        let story = RandomStory(&random, events: 900)
        let trace = story.trace
        let analysis = RunAnalysis(trace)
        for position in stride(from: 0, through: trace.count, by: 7) {
            let now = trace.moment(at: position + 1).trace[max(position - 1, 0)].time
            var before = Trace()
            for index in 0..<position { before.append(trace[index]) }
            let then = RunAnalysis(before)
            for thread in story.threads {
                let past = analysis.times.split(of: thread, at: position, now: now, in: trace)
                try #require(past == then.times.split(of: thread, at: position, now: now, in: before))
                try #require(past.total.nanoseconds == NaiveTimes.total(before, thread, now))
            }
        }
    }
}

private enum NaiveTimes {
    static func total(_ trace: Trace, _ thread: ThreadID, _ now: Instant) -> Int64 {
        let own = (0..<trace.count).map { trace[$0] }.filter { $0.thread == thread }
        var sum: Int64 = 0
        for (index, event) in own.enumerated() where event.activity != .new && !event.activity.isFinal {
            let end = index + 1 < own.count ? own[index + 1].time : now
            sum += end.nanoseconds - event.time.nanoseconds
        }
        return sum
    }
}
