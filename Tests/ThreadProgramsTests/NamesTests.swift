import Testing
import ThreadRuntime
import ThreadAnalysis
import ThreadTrace

@testable import ThreadPrograms

/// Things are called what the program calls them, and steps are where it is.
@Suite struct NamesTests {
    private static func names(_ code: String, using use: String) throws -> [String] {
        let run = try ProgramRun("import threading\nfrom threading import Lock\n\(code)\n\(use)")
        return run.names(of: .lock)
    }

    @Test(
        arguments: [
            ("lock = Lock()", "lock.acquire()", ["lock"]),
            ("a = Lock(); b = Lock()", "a.acquire(); b.acquire()", ["a", "b"]),
            ("a, b = Lock(), Lock()", "b.acquire(); a.acquire()", ["b", "a"]),
            (
                "locks = [Lock() for _ in range(3)]", "[l.acquire() for l in locks]",
                ["locks[0]", "locks[1]", "locks[2]"]
            ),
            ("locks = [Lock(), Lock()]", "[l.acquire() for l in locks]", ["locks[0]", "locks[1]"]),
            ("class S:\n    def __init__(self): self.lock = Lock()\ns = S()", "s.lock.acquire()", ["S.lock"]),
            ("class S:\n    lock = Lock()", "S.lock.acquire()", ["lock"]),
            (
                "class S:\n    def __init__(self): self.lock = Lock()\ns, t = S(), S()",
                "s.lock.acquire(); t.lock.acquire()", ["S.lock", "S.lock#2"]
            ),
            ("d = {}\nd['k'] = Lock()", "d['k'].acquire()", ["d['k']"]),
            ("x: Lock = Lock()", "x.acquire()", ["x"]),
            ("def make(): return Lock()\nm = make()", "m.acquire()", ["lock-1"]),
            ("unused = Lock(); used = Lock()", "used.acquire()", ["used"]),
        ]) func `a lock has the name that the source gives it`(code: String, use: String, names: [String])
        throws
    {
        #expect(try Self.names(code, using: use) == names)
    }

    @Test func `steps are told with the program's own lines`() throws {
        let run = try ProgramRun("import threading\nlock = threading.Lock()\n\nwith lock:\n    print(1)\n")
        let acquired = (0..<run.trace.count).map { run.trace[$0] }.first { $0.kind == .acquire }
        let source = try #require(acquired?.source)
        #expect(run.trace[source]?.line == 4)
        #expect(run.trace[source]?.file == "program.py")
    }

    @Test func `threads have the names that they have`() throws {
        let run = try ProgramRun(
            """
            import threading
            t = threading.Thread(target=print, name="first"); t.start(); t.join()
            t = threading.Thread(target=lambda: setattr(threading.current_thread(), "name", "renamed")); t.start(); t.join()
            """)
        #expect(run.trace.threadIDs.compactMap { run.trace[$0]?.name } == ["MainThread", "first", "renamed"])
    }

    /// The system's numbers of threads, and addresses, differ each time.
    @Test func `threads are shown with their own numbers`() throws {
        let run = try ProgramRun(
            """
            import threading
            t = threading.Thread(target=lambda: print(threading.current_thread()), name="t")
            print(t); t.start(); t.join(); print(t, threading.main_thread())
            """)
        #expect(
            run.output == [
                "<Thread(t, initial)>", "<Thread(t, started 2)>",
                "<Thread(t, stopped 2)> <_MainThread(MainThread, started 1)>",
            ])
    }

    @Test func `a lock of the lowest level is one like any other`() throws {
        let run = try ProgramRun(
            """
            import _thread, time
            lock, n = _thread.allocate_lock(), 0
            def work(name):
                global n
                with lock:
                    n += 1
            _thread.start_new_thread(work, ("a",))
            _thread.start_new_thread(work, ("b",))
            time.sleep(1)
            with lock: print(n)
            """)
        #expect(run.verdict == .finished)
        #expect(run.output == ["2"])
        #expect(run.names(of: .lock) == ["lock"])
        #expect(Findings(run.trace).all(in: run.trace).isEmpty)
    }

    @Test func `a task that was refused leaves no future`() throws {
        let run = try ProgramRun(
            """
            from concurrent.futures import ThreadPoolExecutor
            with ThreadPoolExecutor(1) as pool: pool.submit(print, 1)
            try: pool.submit(print, 2)
            except RuntimeError as error: print(error)
            """)
        #expect(run.output == ["1", "cannot schedule new futures after shutdown"])
        let futures = run.trace.resourceIDs.filter { run.trace[$0]?.kind == .future }
        #expect(futures.map { run.trace.now.lastEvent(of: $0)?.kind == .destroy } == [false, true])
    }

    @Test func `a line is told as a terminal comes to show it`() throws {
        let run = try ProgramRun(
            #"print("a\tb"); print("10%\r20%\r100%"); print("\x1b[1;31mred\x1b[0m \x1b]0;title\x07plain"); print("end\r")"#
        )
        #expect(run.output == ["a       b", "100%", "red plain", "end"])
    }

    @Test func `control characters of a program are text`() throws {
        let run = try ProgramRun(#"print("a\x07\x1bb"); print("zwei\u2028drei")"#)
        #expect(run.output == ["a\u{7}\u{1B}b", "zwei\u{2028}drei"])
    }
}
