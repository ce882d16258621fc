import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ResourceUsersTests {
    @Test func `users are those who operated on a resource or waited for it`() {
        var story = Story()
        let threads = (0..<200).map { story.thread("t\($0)") }
        let (lock, other) = (story.resource(.lock, "lock"), story.resource(.lock, "other"))
        story.acquire(threads[0], lock)
        story.block(threads[130], lock)
        story.release(threads[0], lock)
        story.acquire(threads[3], other)
        let users = RunAnalysis(story.trace).users
        #expect(threads.filter { users.contains($0, of: lock) } == [threads[0], threads[130]])
        #expect(users.count(of: lock) == 2)
        #expect(!users.contains(threads[0], of: other))
        #expect(!users.contains(threads[0], of: ResourceID(9999)))
    }

    @Test func `what was never defined costs nothing`() {
        var story = Story()
        let thread = story.thread("a")
        story.block(thread, ResourceID(.max))
        story.tell(ThreadID(.max), .acquire, .running, ResourceID(1))
        let analysis = RunAnalysis(story.trace)
        #expect(analysis.count == story.trace.count)
        #expect(!analysis.users.contains(ThreadID(.max), of: ResourceID(1)))
    }
}
