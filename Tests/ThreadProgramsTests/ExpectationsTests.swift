import Testing
import ThreadExplorer
import ThreadRuntime

@testable import ThreadPrograms

/// What a Python program says must be so.
@Suite struct ExpectationsTests {
    @Test func `what is not so fails the run, here or in the end`() throws {
        let here = try ProgramRun("import threadlanes\nthreadlanes.expect(1 > 2, 'one is more')")
        #expect(here.verdict == .failed("MainThread: not so: one is more"))
        let atEnd = try ProgramRun(
            """
            import threading, time
            from threadlanes import check
            done = []
            check("both are done", lambda: len(done) == 2)
            threads = [threading.Thread(target=lambda: (time.sleep(1), done.append(1))) for _ in range(2)]
            for thread in threads: thread.start()
            """)
        #expect(atEnd.verdict == .finished)
        #expect(
            try ProgramRun("import threadlanes\nthreadlanes.check('never', lambda: False)").verdict
                == .failed("MainThread: not so: never"))
    }

    @Test func `a search finds the order in which it is not so`() throws {
        let text = """
            import threading, threadlanes
            events = []
            threads = [threading.Thread(target=events.append, args=(n,)) for n in range(2)]
            lock = threading.Lock()
            def work(n):
                with lock: events.append(n)
            threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
            for thread in threads: thread.start()
            threadlanes.check("the first is first", lambda: events == [0, 1])
            """
        let exploration = Exploration()
        let explorer = exploration.makeExplorer(python(text))
        var bugs: [BugKind] = []
        while let ended = try explorer.next() {
            if let bug = exploration.bug(in: ended) { bugs.append(bug) }
        }
        #expect(bugs == [.failure])
        #expect(explorer.tally.executions == 2)
    }
}
