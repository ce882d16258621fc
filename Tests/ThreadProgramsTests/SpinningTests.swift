import Foundation
import Testing
import ThreadExplorer
import ThreadRuntime

@testable import ThreadPrograms

/// Loops that do nothing but look are gone round when there is news, so that a search of them comes to an end.
@Suite struct SpinningTests {
    private static let peterson = """
        import threading
        flag, turn, count = [False, False], 0, 0
        def work(me):
            global turn, count
            other = 1 - me
            ENTER
            count += 1
            flag[me] = False
        ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
        for t in ts: t.start()
        for t in ts: t.join()
        assert count == 2
        """

    /// Peterson's algorithm, and what is left of it without its turn, or where others are asked before one has said that one wants to.
    @Test(arguments: [
        ("flag[me] = True\n    turn = other\n    while flag[other] and turn == other: pass", [BugKind]()),
        ("flag[me] = True\n    while flag[other]: pass", [.deadlock]),
        ("while flag[other]: pass\n    flag[me] = True", [.failure]),
    ]) func `who keeps others out by spinning is searched`(enter: String, bugs: [BugKind]) throws {
        let text = Self.peterson.replacing("ENTER", with: enter)
        #expect(try searched(text).bugs.filter { $0 != .lostUpdate } == bugs)
    }

    private static let sharing = """
        import sys, threading, time
        class Q: x = 0
        g, h, q, m, d, ev, lock = 0, 0, Q(), [], {"a": 0}, threading.Event(), threading.Lock()
        def one():
            global g, h
            while LOOKS: REST
            m.append("one")
            h += 1
        def two():
            global g, h
            CHANGES
            m.append("two")
        def never():
            global g
            g, q.x, d["a"] = 1, 1, 1
        ts = [threading.Thread(target=f) for f in (one, two)]
        for t in ts: t.start()
        for t in ts: t.join()
        with open(sys.argv[1], "a") as file: print((g, h, m), file=file)
        """

    /// Those that really go round, by lot, come to nothing else; and whoever is right is said to be.
    @Test(
        arguments: ["pass", "time.sleep(0.1)", "continue"],
        [
            ("not g", "g = 1"), ("g < 2 and not q.x", "g = 1; q.x = 1"), ("not len(m)", "m.append(0)"),
            ("not d['a'] or h", "d.update(a=1)"), ("not ev.is_set()", "g = 2; ev.set()"),
            ("ts[1].is_alive() and not g", "h += 1"),
            ("not lock.acquire(False) and not g", "lock.acquire(False); g = 1"),
            ("g == h and not m", "h = 1; g = 2"),
        ]) func `a search comes to all ends that going round has`(
            rest: String, code: (looks: String, changes: String)
        ) throws
    {
        func ends(_ strategy: Exploration.Strategy, _ rest: String) throws -> Set<Substring> {
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: file) }
            let text = Self.sharing.replacing("LOOKS", with: code.looks)
                .replacing("CHANGES", with: code.changes).replacing("REST", with: rest)
            var exploration = Exploration()
            (exploration.strategy, exploration.runs) = (strategy, 100)
            let explorer = exploration.makeExplorer(python(text, arguments: [file]))
            while let ended = try explorer.next() { #expect(ended.verdict == .finished) }
            return Set(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n"))
        }
        let found = try ends(.dpor, rest)
        #expect(try ends(.random, "x = 0").isSubset(of: found))
    }

    @Test func `who spins on what nobody will change is told`() throws {
        let text = """
            import threading
            ready = False
            def late():
                global ready
                if not stop: ready = True
            stop = False
            def wait():
                global stop
                stop = True
                while not ready: pass
            ts = [threading.Thread(target=f, name=f.__name__) for f in (late, wait)]
            for t in ts: t.start()
            for t in ts: t.join()
            """
        #expect(try searched(text).bugs == [.deadlock])
        let verdicts = try (1...20).map { try ProgramRun(text, .random(seed: $0)).verdict }
        let stuck = try #require(verdicts.first { $0.outcome == .deadlocked })
        #expect(stuck.message == "MainThread waits for thread wait; wait spins on ready for ever")
        #expect(verdicts.contains(.finished))
    }

    /// Its sleeps are what they are; only a search leaves them out.
    @Test func `a loop that lets time pass does so in a run`() throws {
        let run = try ProgramRun(
            """
            import threading, time
            ready = False
            def work():
                global ready
                time.sleep(0.25)
                ready = True
            start = time.time()
            threading.Thread(target=work).start()
            while not ready: time.sleep(0.1)
            print(round(time.time() - start, 1))
            """)
        #expect(run.output == ["0.3"])
    }

    /// What is of the program's own making may come to anything, whatever it is called.
    @Test func `a method of the program's own is asked again and again`() throws {
        let run = try ProgramRun(
            """
            import threading
            class Door:
                asked = 0
                def is_set(self):
                    self.asked += 1
                    return self.asked > 5
            door, ready = Door(), False
            def work():
                global ready
                while not ready and not door.is_set(): pass
                ready = True
            ts = [threading.Thread(target=work) for _ in range(2)]
            for t in ts: t.start()
            for t in ts: t.join()
            print(door.asked > 5)
            """)
        #expect(run.output == ["True"])
    }
}
