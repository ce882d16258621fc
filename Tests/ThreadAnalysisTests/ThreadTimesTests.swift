import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ThreadTimesTests {
    @Test func `each state's time goes where it belongs, the last one up to now`() {
        var run = TraceBuilder()
        let thread = run.thread("a")
        let lock = run.resource(.lock, "lock")
        run.at(milliseconds: 5)
        run.happen(thread, .begin)
        run.at(milliseconds: 8)  // ran 3
        run.happen(thread, .ready, .ready, lock)
        run.at(milliseconds: 10)  // ready 2
        run.block(thread, on: lock)
        run.at(milliseconds: 17)  // waited 7
        run.acquire(thread, lock)
        run.at(milliseconds: 18)  // ran 1, with the lock
        run.happen(thread, .sleep, .sleeping, holds: lock)
        let analysis = RunAnalysis(run.trace)
        let now = Instant(nanoseconds: 29_000_000)  // slept 11, with the lock
        let split = analysis.times.split(of: thread, at: run.trace.count, now: now, in: run.trace)
        #expect(split.running == .milliseconds(4))
        #expect(split.ready == .milliseconds(2))
        #expect(split.waiting == .milliseconds(7))
        #expect(split.sleeping == .milliseconds(11))
        #expect(split.withLock == .milliseconds(12))
        #expect(split.total == .milliseconds(24))
    }

    @Test func `a thread that has ended takes no more time`() {
        var run = TraceBuilder()
        let thread = run.thread("a")
        run.happen(thread, .begin)
        run.at(milliseconds: 4)
        run.happen(thread, .finish, .done)
        run.at(milliseconds: 9)
        run.happen(thread, .deadlock, .deadlocked)
        let split = RunAnalysis(run.trace).times
            .split(of: thread, at: run.trace.count, now: Instant(nanoseconds: 1 << 40), in: run.trace)
        #expect(split.total == .milliseconds(4))
    }

    @Test(arguments: 0..<8) func `at every position the split is that of the events before it`(_ seed: UInt64)
        throws
    {
        let run = RandomLocking(events: 900, seed: seed)
        let trace = run.trace
        let analysis = RunAnalysis(trace)
        for position in stride(from: 0, through: trace.count, by: 7) {
            let now = trace.moment(at: position + 1).trace[max(position - 1, 0)].time
            var before = Trace()
            for index in 0..<position { before.append(trace[index]) }
            let then = RunAnalysis(before)
            for thread in run.threads {
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
