import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct WaitForGraphTests {
    private typealias Wait = WaitForGraph.Wait

    @Test func `a lock's owner is its holder, a joined thread's that thread`() {
        var story = Story()
        let (main, a, b) = (story.thread("main"), story.thread("a"), story.thread("b"))
        let lock = story.resource(.lock, "lock")
        for thread in [main, a, b] { story.tell(thread, .begin) }
        let joined = story.trace[a]?.resource ?? .none
        story.acquire(a, lock)
        let before = story.trace.count
        story.at(1)
        story.block(b, lock)
        story.block(main, joined)
        let trace = story.trace
        #expect(
            WaitForGraph(trace.now).waits == [
                Wait(thread: main, resource: joined, owner: a), Wait(thread: b, resource: lock, owner: a),
            ])
        #expect(WaitForGraph(trace.now).cycle.isEmpty)
        #expect(WaitForGraph(trace.moment(at: before)).waits.isEmpty)
        #expect(WaitForGraph(trace.moment(at: before + 1)).waits.map(\.thread) == [b])
    }

    @Test func `waits for the same thing come in the order in which they began`() {
        var story = Story()
        let threads = (0..<4).map { story.thread("t\($0)") }
        let lock = story.resource(.lock, "lock")
        story.acquire(threads[2], lock)
        for thread in [threads[3], threads[0], threads[1]] {
            story.at(Double(story.trace.count))
            story.block(thread, lock)
        }
        #expect(WaitForGraph(story.trace.now).waits.map(\.thread) == [threads[3], threads[0], threads[1]])
    }

    @Test func `a circle of locks is found, beginning with its lowest thread`() {
        var story = Story()
        let threads = (0..<3).map { story.thread("t\($0)") }
        let locks = (0..<3).map { story.resource(.lock, "l\($0)") }
        for (thread, lock) in zip(threads, locks) { story.acquire(thread, lock) }
        for index in [1, 2, 0] { story.block(threads[index], locks[(index + 1) % 3], holds: locks[index]) }
        let cycle = WaitForGraph(story.trace.now).cycle
        #expect(cycle.map(\.thread) == threads)
        #expect(cycle.map(\.owner) == [threads[1], threads[2], threads[0]])
    }

    @Test func `nobody is to blame for a permit, though who has one is known`() {
        var story = Story()
        let (a, b, c) = (story.thread("a"), story.thread("b"), story.thread("c"))
        let seats = story.resource(.semaphore, "seats", capacity: 2)
        story.tell(a, .acquire, .running, seats, holds: seats, value: 1)
        story.block(c, seats)
        #expect(WaitForGraph(story.trace.now).waits.map(\.owner) == [nil])
        #expect(story.trace.now.takers(of: seats) == [a])
        story.tell(b, .acquire, .running, seats, holds: seats)
        #expect(WaitForGraph(story.trace.now).waits.map(\.owner) == [nil])
        #expect(story.trace.now.takers(of: seats) == [a, b])
    }

    @Test func `a running future's owner is who runs it`() {
        var story = Story()
        let (main, worker) = (story.thread("main"), story.thread("worker"))
        let future = story.resource(.future, "future")
        story.block(main, future)
        #expect(WaitForGraph(story.trace.now).waits.map(\.owner) == [nil])
        story.tell(worker, .begin, .running, future, value: FuturePhase.running.rawValue)
        #expect(WaitForGraph(story.trace.now).waits.map(\.owner) == [worker])
        story.tell(worker, .complete, .running, future, value: FuturePhase.finished.rawValue)
        #expect(WaitForGraph(story.trace.now).waits.map(\.owner) == [nil])
    }
}
