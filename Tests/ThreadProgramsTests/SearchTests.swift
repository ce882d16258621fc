import Foundation
import Testing
import ThreadAnalysis
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// Programs are searched as scenarios are: each execution in a fork of one that has everything loaded, or anew.
@Suite struct SearchTests {
    private static let increments = """
        import threading
        class Counter:
            def __init__(self):
                self.n = 0
                self.lock = threading.Lock()
            def add(self):
                with self.lock:
                    self.n += 1
        counter = Counter()
        def work():
            for _ in range(2):
                counter.add()
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """

    @Test func `three threads with two locked increments have 90 traces, and nothing goes wrong in them`()
        throws
    {
        let (tally, bugs) = try searched(Self.increments)
        #expect(tally.executions == 90)
        #expect(bugs.isEmpty)
    }

    @Test func `it is the same in processes of their own`() throws {
        let few = Self.increments.replacing("range(2)", with: "range(1)")
        var settings = Program.Settings()
        #expect(try searched(few, settings).tally.executions == 6)
        settings.isIsolated = true
        #expect(try searched(few, settings).tally.executions == 6)
    }

    @Test func `without the lock an update is lost`() throws {
        let bare = Self.increments.replacing("with self.lock:", with: "if True:")
        #expect(try searched(bare).bugs == [.lostUpdate])
    }

    @Test(
        arguments: [
            ("total = 0\ndef work():\n    global total\n    total += 1", "total"),
            ("class C:\n    n = 0\nc = C()\ndef work():\n    c.n += 1", "C.n"),
            ("class C:\n    n = 0\ndef work():\n    C.n = C.n + 1", "C.n"),
            ("d = {'a': 0}\ndef work():\n    d['a'] += 1", "d['a']"),
            ("l = [0]\ndef work():\n    l[0] = l[0] + 1", "l[0]"),
            (
                "def make():\n    k = 0\n    def inc():\n        nonlocal k\n        k += 1\n    return inc\nwork = make()",
                "k"
            ),
            (
                "class C:\n    def __init__(self): self.__n = 0\n    def add(self): self.__n += 1\nc = C()\nwork = c.add",
                "C._C__n"
            ),
        ]) func `an unprotected update is found, whatever it is of`(code: String, name: String) throws
    {
        let text = """
            import threading
            \(code)
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """
        #expect(try searched(text).bugs == [.lostUpdate])
        let run = try ProgramRun(text)
        #expect(run.names(of: .shared).contains(name))
    }

    @Test func `the main thread takes part`() throws {
        let text = """
            import threading
            n = 0
            def work():
                global n
                n += 1
            thread = threading.Thread(target=work)
            thread.start(); work(); thread.join()
            """
        #expect(try searched(text).bugs == [.lostUpdate])
    }

    @Test func `what one thread has for itself is not told`() throws {
        let text = """
            import threading
            class Box:
                def __init__(self): self.n = 0
                def fill(self): self.n += 1
            def work():
                box = Box()
                for _ in range(3): box.fill()
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """
        let run = try ProgramRun(text)
        #expect(run.names(of: .shared).isEmpty)
        #expect(try searched(text).tally.executions == 1)
    }

    @Test func `a deadlock is found, and so is one that only lots find`() throws {
        let text = """
            import threading
            a, b = threading.Lock(), threading.Lock()
            def one():
                with a:
                    with b: pass
            def two():
                with b:
                    with a: pass
            threads = [threading.Thread(target=f) for f in (one, two)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """
        #expect(try searched(text).bugs == [.deadlock])
        #expect(try searched(text, strategy: .random).bugs == [.deadlock])
        let run = try ProgramRun(text)
        #expect(run.names(of: .lock).sorted() == ["a", "b"])
    }

    @Test func `what happens is the program's alone: each execution finds the world as it was`() throws {
        let text = """
            import threading, logging
            seen = []
            logging.basicConfig(level=logging.DEBUG)
            assert len(logging.getLogger().handlers) == 1
            def work():
                seen.append(1)
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            assert len(seen) == 2 and threads[1].name == "Thread-2 (work)" or threads[1].name == "Thread-2"
            """
        #expect(try searched(text, strategy: .random, goesOn: true).tally.failed == 0)
    }

    /// Which lock is whose does not depend on who comes to it first.
    @Test func `a circle of three is found, where each also writes an item of its own`() throws {
        let text = """
            import threading
            a, b, c = threading.Lock(), threading.Lock(), threading.Lock()
            done = {}
            def f(k, l, r):
                with l:
                    with r:
                        done[k] = True
            ts = [threading.Thread(target=f, args=p) for p in ((1, a, b), (2, b, c), (3, c, a))]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == [.deadlock])
    }

    @Test func `a pool is searched, again and again in one interpreter`() throws {
        let text = """
            from concurrent.futures import ThreadPoolExecutor
            with ThreadPoolExecutor(1) as pool:
                a, b = pool.submit(abs, 1), pool.submit(abs, 2)
            """
        #expect(try searched(text).tally.executions == 7)
    }

    @Test func `what each thread has of its own is not shared`() throws {
        let text = """
            import threading
            data = threading.local()
            class Own(threading.local):
                n = 0
            own = Own()
            def work(k):
                data.x = k
                data.x += 1
                own.n += 1
                assert data.x == k + 1 and own.n == 1
            ts = [threading.Thread(target=work, args=(k,)) for k in range(3)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).tally.executions == 1)
    }

    @Test func `an event loop that nothing outside wakes is searched`() throws {
        let text = """
            import asyncio
            async def tick(n):
                await asyncio.sleep(0.01 * n)
            async def main():
                await asyncio.gather(tick(1), tick(2))
                assert await asyncio.get_running_loop().run_in_executor(None, lambda: 7) == 7
            asyncio.run(main())
            """
        let (tally, bugs) = try searched(text)
        #expect(bugs.isEmpty && tally.cutOff == 0)
    }

    @Test func `who waits for what is outside can not be searched, which is no bug`() throws {
        let text = """
            import socket, threading
            one, other = socket.socketpair()
            threading.Thread(target=lambda: one.send(b"x")).start()
            other.recv(1)
            """
        #expect {
            _ = try searched(text)
        } throws: {
            "\($0)".contains("can not be searched: MainThread waits for something outside (program.py:")
        }
    }

    @Test func `each line can be a step`() throws {
        let text = """
            import threading
            n = 0
            def work():
                global n
                m = n
                n = m + 1
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """
        let lines = try ProgramRun(python(text, Program.Settings(lines: true, shared: false)))
        let plain = try ProgramRun(python(text, Program.Settings(shared: false)))
        #expect(lines.trace.stepCount > plain.trace.stepCount + 6)
    }
}

/// What a search of a program comes to.
///
/// - Parameter goesOn: whether it does after a bug.
func searched(
    _ text: String, _ settings: Program.Settings = Program.Settings(),
    strategy: Exploration.Strategy = .dpor,
    goesOn: Bool = false
) throws -> (tally: Explorer.Tally, bugs: [BugKind]) {
    var exploration = Exploration()
    exploration.strategy = strategy
    exploration.runs = 40
    let explorer = exploration.makeExplorer(python(text, settings))
    var bugs: [BugKind] = []
    while goesOn || bugs.isEmpty, let ended = try explorer.next() {
        if let bug = exploration.bug(in: ended) { bugs.append(bug) }
    }
    return (explorer.tally, bugs)
}
