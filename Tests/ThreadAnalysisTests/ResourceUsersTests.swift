import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ResourceUsersTests {
    @Test func `users are those who operated on a resource or waited for it`() {
        var run = TraceBuilder()
        let threads = (0..<200).map { run.thread("t\($0)") }
        let (lock, other) = (run.resource(.lock, "lock"), run.resource(.lock, "other"))
        run.acquire(threads[0], lock)
        run.block(threads[130], on: lock)
        run.release(threads[0], lock)
        run.acquire(threads[3], other)
        let users = RunAnalysis(run.trace).users
        #expect(threads.filter { users.contains($0, of: lock) } == [threads[0], threads[130]])
        #expect(users.count(of: lock) == 2)
        #expect(!users.contains(threads[0], of: other))
        #expect(!users.contains(threads[0], of: ResourceID(9999)))
    }

    @Test(arguments: [3, 40, 2_000])
    func `users of a few threads or of all are those of a set`(threadCount: Int) {
        var random = SplitMix64(seed: UInt64(threadCount))
        var run = TraceBuilder()
        let threads = (0..<threadCount).map { run.thread("t\($0)") }
        let locks = (0..<9).map { run.resource(.lock, "lock-\($0)") }
        var expected: [ResourceID: Set<ThreadID>] = [:]
        for _ in 0..<4_000 {
            // Each lock has twice the circle of the one before.
            let lock = Int.random(in: 0..<locks.count, using: &random)
            let circle = max(threads.count >> (locks.count - 1 - lock), 1)
            let thread = threads[threads.count - Int.random(in: 1...circle, using: &random)]
            run.happen(thread, .inspect, .running, locks[lock])
            expected[locks[lock], default: []].insert(thread)
        }
        let users = RunAnalysis(run.trace).users
        for lock in locks {
            let known = expected[lock] ?? []
            #expect(users.count(of: lock) == known.count)
            #expect(threads.allSatisfy { users.contains($0, of: lock) == known.contains($0) })
            #expect(!users.contains(.runtime, of: lock))
        }
    }

    @Test func `what was never defined costs nothing`() {
        var run = TraceBuilder()
        let thread = run.thread("a")
        run.block(thread, on: ResourceID(.max))
        run.happen(ThreadID(.max), .acquire, .running, ResourceID(1))
        let analysis = RunAnalysis(run.trace)
        #expect(analysis.count == run.trace.count)
        #expect(!analysis.users.contains(ThreadID(.max), of: ResourceID(1)))
    }
}
