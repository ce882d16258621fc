import TestSupport
import Testing
import ThreadTrace

@testable import ThreadAnalysis

/// What was found is looked up by time and by event, however it was looked for.
@Suite struct FindingIndexTests {
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `looked for in portions, the same is found`(seed: UInt64) throws {
        let run = RandomLocking(events: 700, seed: seed)
        let whole = Findings(run.trace)
        var random = SplitMix64(seed: seed)
        var history = RunHistory()
        let batch = run.trace.events()
        var taken = 0
        while taken < batch.events.count {
            let end = min(taken + Int.random(in: 1...250, using: &random), batch.events.count)
            var part = EventBatch(events: Array(batch.events[taken..<end]))
            if taken == 0 { (part.names, part.sources) = (batch.names, batch.sources) }
            _ = history.append(part)
            taken = end
            history.look(atMost: 60)
        }
        while history.hasMoreToLookAt { history.look(atMost: 60) }
        let index = history.analysis.findingIndex
        #expect(history.analysis.findings.all(in: run.trace) == whole.all(in: run.trace))
        #expect(index.findings == Finding.byMoment(whole.certain(in: run.trace)))
        #expect(index.counts.map(\.count) == whole.counts(of: index.findings).map(\.count))
    }

    @Test func `a deadlock says of the lock orders that led to it, and of no others`() {
        let other =
            "1 acquire g; 1 acquire h; 1 release h; 1 release g; 2 acquire h; 2 acquire g; 2 release g; 2 release h;"
        let deadlock =
            "1 acquire a; 2 acquire b; 1 block b 2; 2 block a 1; 1 deadlock b 2; 2 deadlock a 1"
        for (steps, count) in [(deadlock, 0), (other + deadlock, 1), (other, 1)] {
            let index = RunAnalysis(Program(steps).trace).findingIndex
            #expect(index.countsBesideVerdict.map(\.count) == (count > 0 ? [count] : []))
            #expect(index.countsBesideVerdict.allSatisfy { $0.kind == .lockOrderInversion })
            #expect(Finding.besideVerdict(index.findings).count == count)
        }
    }

    @Test func `an event leads to what it shows, of its own thread`() throws {
        var run = TraceBuilder()
        let (one, two) = (run.thread("one"), run.thread("two"))
        let locks = ["a", "b"].map { run.resource(.lock, $0) }
        for (thread, order) in [(one, locks), (two, locks.reversed())] {
            for lock in order { run.acquire(thread, lock) }
            for lock in order { run.release(thread, lock) }
        }
        let index = RunAnalysis(run.trace).findingIndex
        #expect(index.findings.map(\.kind) == [.lockOrderInversion])
        let finding = try #require(index.findings.first)
        for thread in [one, two] {
            let marks = index.marks(of: thread, in: 0..<run.trace.count)
            #expect(
                Array(marks.map(\.event)) == finding.events.filter { run.trace[$0].thread == thread }.sorted()
            )
            #expect(marks.allSatisfy { $0.finding == 0 && $0.certainty == finding.events.max() })
            let first = try #require(marks.first?.event)
            #expect(index.marks(of: thread, in: first + 1..<run.trace.count).count == marks.count - 1)
            #expect(index.marks(of: thread, in: 0..<first).isEmpty)
        }
        #expect(index.marks(of: ThreadID(99), in: 0..<run.trace.count).isEmpty)
    }

    @Test func `a notification that nobody got is seen where it was given`() throws {
        var run = TraceBuilder()
        let (giver, waiter) = (run.thread("giver"), run.thread("waiter"))
        let condition = run.resource(.condition, "news")
        run.happen(giver, .notify, .running, condition)
        let notification = run.trace.count - 1
        run.finish(giver)
        run.happen(waiter, .wait, .waiting, condition, value: 1)
        run.happen(waiter, .deadlock, .deadlocked, condition, value: 1)
        let findings = RunAnalysis(run.trace).findingIndex.findings
        let lost = try #require(findings.first { $0.kind == .lostWakeUp })
        #expect(lost.moment == notification)
        #expect(lost.certainty == run.trace.count - 1)
        #expect(findings.first == lost)
    }

    @Test func `of a run whose past is forgotten, what is left is looked at`() {
        var history = RunHistory(keepingLast: 40)
        var run = TraceBuilder()
        let (one, two) = (run.thread("one"), run.thread("two"))
        let locks = ["a", "b"].map { run.resource(.lock, $0) }
        for _ in 0..<40 {
            for (thread, order) in [(one, locks), (two, locks.reversed())] {
                for lock in order { run.acquire(thread, lock) }
                for lock in order { run.release(thread, lock) }
            }
        }
        let batch = run.trace.events()
        for start in stride(from: 0, to: batch.events.count, by: 7) {
            var part = EventBatch(events: Array(batch.events[start..<min(start + 7, batch.events.count)]))
            if start == 0 { (part.names, part.sources) = (batch.names, batch.sources) }
            _ = history.append(part)
            history.look(atMost: 9)
        }
        while history.hasMoreToLookAt { history.look(atMost: 9) }
        let (index, trace) = (history.analysis.findingIndex, history.trace)
        #expect(trace.floor > 0)
        #expect(index.findings.map(\.kind) == [.lockOrderInversion])
        #expect(index.findings.flatMap(\.events).allSatisfy { trace.floor..<trace.count ~= $0 })
    }
}
