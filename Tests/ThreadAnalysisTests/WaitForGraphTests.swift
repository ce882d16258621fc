import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct WaitForGraphTests {
    private typealias Wait = WaitForGraph.Wait

    @Test func `a lock's owner is its holder, a joined thread's that thread`() {
        var run = TraceBuilder()
        let (main, a, b) = (run.thread("main"), run.thread("a"), run.thread("b"))
        let lock = run.resource(.lock, "lock")
        for thread in [main, a, b] { run.happen(thread, .begin) }
        let joined = run.trace[a]?.resource ?? .none
        run.acquire(a, lock)
        let before = run.trace.count
        run.at(milliseconds: 1)
        run.block(b, on: lock)
        run.block(main, on: joined)
        let trace = run.trace
        #expect(
            WaitForGraph(trace.now).waits == [
                Wait(thread: main, resource: joined, owner: a), Wait(thread: b, resource: lock, owner: a),
            ])
        #expect(WaitForGraph(trace.now).cycle.isEmpty)
        #expect(WaitForGraph(trace.moment(at: before)).waits.isEmpty)
        #expect(WaitForGraph(trace.moment(at: before + 1)).waits.map(\.thread) == [b])
    }

    @Test func `waits for the same thing come in the order in which they began`() {
        var run = TraceBuilder()
        let threads = (0..<4).map { run.thread("t\($0)") }
        let lock = run.resource(.lock, "lock")
        run.acquire(threads[2], lock)
        for thread in [threads[3], threads[0], threads[1]] {
            run.at(milliseconds: Double(run.trace.count))
            run.block(thread, on: lock)
        }
        #expect(WaitForGraph(run.trace.now).waits.map(\.thread) == [threads[3], threads[0], threads[1]])
    }

    @Test func `a circle of locks is found, beginning with its lowest thread`() {
        var run = TraceBuilder()
        let threads = (0..<3).map { run.thread("t\($0)") }
        let locks = (0..<3).map { run.resource(.lock, "l\($0)") }
        for (thread, lock) in zip(threads, locks) { run.acquire(thread, lock) }
        for index in [1, 2, 0] { run.block(threads[index], on: locks[(index + 1) % 3]) }
        let cycle = WaitForGraph(run.trace.now).cycle
        #expect(cycle.map(\.thread) == threads)
        #expect(cycle.map(\.owner) == [threads[1], threads[2], threads[0]])
    }

    @Test func `nobody is to blame for a permit, though who has one is known`() {
        var run = TraceBuilder()
        let (a, b, c) = (run.thread("a"), run.thread("b"), run.thread("c"))
        let seats = run.resource(.semaphore, "seats", capacity: 2)
        run.happen(a, .acquire, .running, seats, holds: seats, value: 1)
        run.block(c, on: seats)
        #expect(WaitForGraph(run.trace.now).waits.map(\.owner) == [nil])
        #expect(run.trace.now.takers(of: seats) == [a])
        run.happen(b, .acquire, .running, seats, holds: seats)
        #expect(WaitForGraph(run.trace.now).waits.map(\.owner) == [nil])
        #expect(run.trace.now.takers(of: seats) == [a, b])
    }

    @Test func `a running future's owner is who runs it`() {
        var run = TraceBuilder()
        let (main, worker) = (run.thread("main"), run.thread("worker"))
        let future = run.resource(.future, "future")
        run.block(main, on: future)
        #expect(WaitForGraph(run.trace.now).waits.map(\.owner) == [nil])
        run.happen(worker, .begin, .running, future, value: FuturePhase.running.rawValue)
        #expect(WaitForGraph(run.trace.now).waits.map(\.owner) == [worker])
        run.happen(worker, .complete, .running, future, value: FuturePhase.finished.rawValue)
        #expect(WaitForGraph(run.trace.now).waits.map(\.owner) == [nil])
    }
}
