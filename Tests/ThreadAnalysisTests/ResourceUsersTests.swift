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
