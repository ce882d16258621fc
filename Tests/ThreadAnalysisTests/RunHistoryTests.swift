import TestSupport
import Testing
import ThreadTrace

@testable import ThreadAnalysis

/// Of a run of which the last part is kept, that part is known as if nothing had been forgotten.
@Suite struct RunHistoryTests {
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `the last events are kept, in any batches, and what follows from them is that of the whole run`(
        seed: UInt64
    ) throws {
        let run = RandomLocking(events: 700, seed: seed)
        let batch = run.trace.events()
        let whole = RunAnalysis(run.trace)
        var random = SplitMix64(seed: seed)
        var history = RunHistory(keepingLast: 90)
        var (taken, fallen) = (0, 0)
        while taken < batch.events.count {
            let end = min(taken + Int.random(in: 1...250, using: &random), batch.events.count)
            var part = EventBatch(events: Array(batch.events[taken..<end]))
            if taken == 0 { (part.names, part.sources) = (batch.names, batch.sources) }
            fallen += history.append(part)
            taken = end
            #expect(history.trace.count + fallen == taken)
            #expect(history.trace.count - history.trace.floor >= min(90, taken))
            // What it begins with may be more, and is not begun anew before as much has come.
            #expect(history.trace.count - history.trace.floor < 2 * max(90, history.trace.floor) + 1)
        }
        let trace = history.trace
        try #require(trace.floor > 0)
        for position in trace.floor...trace.count {
            let now = trace.moment(at: position).time.advanced(by: .milliseconds(1))
            for thread in run.threads {
                try #require(
                    history.analysis.times.split(of: thread, at: position, now: now, in: trace)
                        == whole.times.split(of: thread, at: position + fallen, now: now, in: run.trace))
            }
        }
        for lock in run.locks {
            let (own, all) = (history.analysis.contention[lock], whole.contention[lock])
            #expect(own?.waits == all?.waits)
            #expect(own?.uses == all?.uses)
            #expect(own?.total(now: trace.end) == all?.total(now: trace.end))
            #expect(history.analysis.users.count(of: lock) == whole.users.count(of: lock))
        }
    }

    @Test func `of a trace without its past what goes on is counted`() {
        var run = TraceBuilder()
        let (holder, waiter) = (run.thread("holder"), run.thread("waiter"))
        let lock = run.resource(.lock, "lock")
        run.acquire(holder, lock)
        run.at(1)
        run.block(waiter, on: lock)
        run.at(2)
        run.happen(holder, .compute)
        var trace = Trace(continuing: run.trace)
        run.at(4)
        run.release(holder, lock)
        run.acquire(waiter, lock)
        for number in (run.trace.count - 2)..<run.trace.count { trace.append(run.trace[number]) }
        let analysis = RunAnalysis(trace)
        #expect(analysis.contention[lock]?.waits == 1)
        #expect(analysis.contention[lock]?.total(now: trace.end) == .seconds(3))
        #expect(analysis.contention[lock]?.uses == 1)
        let split = analysis.times.split(of: waiter, at: trace.count, now: trace.end, in: trace)
        #expect(split.waiting == .seconds(3))
    }

    @Test func `without a limit nothing is forgotten`() {
        let run = RandomLocking(events: 300, seed: 1)
        var history = RunHistory()
        #expect(history.append(run.trace.events()) == 0)
        #expect(history.trace.count == run.trace.count)
        #expect(history.trace.floor == 0)
        history.restart()
        #expect(history.trace.count == 0)
    }
}
