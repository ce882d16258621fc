import Foundation
import Testing
import ThreadExplorer

@testable import ThreadPrograms

/// A search carries out many executions in one interpreter, where a program leaves nothing behind in it.
@Suite struct AgainTests {
    private static func program(_ text: String, arguments: [String] = []) -> Program {
        Program(
            python: "/nowhere/program.py", text: text, arguments: arguments, interpreter: "python3",
            Program.Settings())
    }

    @Test(arguments: [
        ("import os", "line 2: import os"), ("from os import path", "line 2: from os import path"),
        ("import counter", "line 2: import counter"),
        ("from . import counter", "line 2: from . import counter"),
        ("import sys\nsys.path.append('x')", "line 3: sys.path"),
        ("from sys import path", "line 2: from sys import path"),
        ("import sys as s\nprint(s.argv)", nil), ("from sys import argv", nil),
        ("threading.excepthook = print", "line 2: threading.excepthook is changed"),
        ("from logging import Logger\nLogger.quiet = 1", "line 3: Logger.quiet is changed"),
        ("del threading.Thread.run", "line 2: threading.Thread.run is changed"),
        ("exec('x = 1')", "line 2: exec"), ("setattr(threading, 'x', 1)", "line 2: setattr"),
        ("seen = {1, 2}", "line 2: {1, 2}"), ("seen = set()", "line 2: set"),
        ("import logging, random, queue\nlogging.basicConfig()\nrandom.seed(7)", nil),
        ("from concurrent.futures import ThreadPoolExecutor", nil),
        ("class Own(threading.Thread):\n    count = 0\nOwn.count += 1", nil),
    ]) func `what may leave something behind is told`(code: String, reason: String?) throws {
        #expect(try Self.program("import threading\n\(code)").prepareSearch().reason == reason)
    }

    /// - Returns: the numbers of the processes that carried executions out, each as often as it did.
    private static func processes(_ code: String) throws -> [Substring] {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = """
            import sys, threading
            with open(sys.argv[1], "a") as file:
                print(threading.get_native_id(), file=file)
            \(code)
            """
        var exploration = Exploration()
        (exploration.strategy, exploration.runs) = (.random, 12)
        let explorer = exploration.makeExplorer(program(text, arguments: [file]).scenario)
        while try explorer.next() != nil {}
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    }

    @Test func `one process carries out many, unless each has to be its own`() throws {
        #expect(try Set(Self.processes("lock = threading.Lock()")).count == 1)
        let forked = try Self.processes("import os")
        #expect(forked.count == 12 && Set(forked).count == 12)
    }

    /// A deadlock keeps threads that never end, and a daemon lives on.
    @Test(arguments: [
        "lock = threading.Lock()\nlock.acquire()\nlock.acquire()",
        "threading.Thread(target=threading.Event().wait, daemon=True).start()",
    ]) func `one that does not come to a good end is not used again`(code: String) throws {
        let processes = try Self.processes(code)
        #expect(processes.count == 12 && Set(processes).count == 12)
    }

    @Test func `what is carried out again finds the world as it was`() throws {
        let text = """
            import functools, logging, queue, random, threading
            from concurrent.futures import ThreadPoolExecutor
            assert random.random() == 0.8444218515250481
            assert threading.current_thread().name == "MainThread" and not logging.getLogger().disabled
            assert not hasattr(threading.current_thread(), "own")
            threading.current_thread().name = "renamed"
            threading.current_thread().own = logging.getLogger().disabled = True
            assert not logging.getLogger().handlers and not logging.getLogger("own").handlers
            logging.basicConfig(level=logging.DEBUG)
            logging.getLogger("own").addHandler(logging.NullHandler())
            @functools.lru_cache
            def half(x):
                return x / 2
            half(1)
            assert half.cache_info().misses == 1
            def add(x, to=[]):
                to.append(x)
                return len(to)
            assert add(1) == 1
            with ThreadPoolExecutor(2) as pool:
                names = list(pool.map(lambda _: threading.current_thread().name, range(2)))
            assert all(name.startswith("ThreadPoolExecutor-0_") for name in names), names
            thread = threading.Thread(target=print, args=("x",))
            assert thread.name in ("Thread-1 (print)", "Thread-1"), thread.name
            thread.start()
            thread.join()
            shared = [0]
            def work():
                shared[0] += 1
            threads = [threading.Thread(target=work) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            """
        let program = Self.program(text)
        #expect(try program.prepareSearch().reason == nil)
        var exploration = Exploration()
        (exploration.strategy, exploration.runs) = (.random, 40)
        let explorer = exploration.makeExplorer(program.scenario)
        var names: Set<String> = []
        while let ended = try explorer.next() { names.insert("\(ended.verdict)") }
        #expect(explorer.tally.executions == 40 && explorer.tally.failed == 0, "\(names)")
        #expect(explorer.tally.withLostUpdates > 0)
    }
}
