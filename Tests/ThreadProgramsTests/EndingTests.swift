import Foundation
import Glibc
import Testing
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// Whatever becomes of a program, the run comes to a verdict that says so, and nothing is left behind.
@Suite(.serialized) struct EndingTests {
    private static func failure(_ text: String) throws -> String {
        let run = try ProgramRun(text)
        return run.verdict.outcome == .failed ? run.verdict.message : "\(run.verdict)"
    }

    @Test func `an exit status is told`() throws {
        #expect(try Self.failure("import sys; sys.exit(3)") == "MainThread: exit status 3")
        #expect(try Self.failure("import sys; sys.exit('no')") == "MainThread: exit status 1")
        #expect(try ProgramRun("import sys; sys.exit(0)").verdict == .finished)
        #expect(try ProgramRun("raise SystemExit").verdict == .finished)
    }

    @Test func `an error of the main thread is told in one line, and its traceback printed`() throws {
        let run = try ProgramRun("def f():\n    raise ValueError('no')\nf()")
        #expect(run.verdict == .failed("MainThread: ValueError: no"))
        #expect(run.complaints.contains { $0.contains("line 2, in f") })
    }

    @Test func `a text that is no Python is told`() throws {
        #expect(try Self.failure("def f(:").contains("SyntaxError"))
    }

    @Test func `who ends without a word is told how, and never as deadlocked`() throws {
        #expect(
            try Self.failure("import os; os._exit(5)")
                == "MainThread: program.py ended with exit status 5 before its thread had come to an end")
        #expect(
            try Self.failure("import os; os.kill(os.getpid(), 9)").contains("was ended by signal 9 (Killed)"))
        let waiting = """
            import os, threading
            l = threading.Lock(); l.acquire()
            threading.Thread(target=lambda: os.kill(os.getpid(), 9)).start()
            l.acquire()
            """
        #expect(try Self.failure(waiting).contains("was ended by signal 9 (Killed)"))
    }

    /// The process would end with its main thread; the run ends when it does, and the daemon has as long.
    @Test(arguments: 1...5) func `a daemon lives as long as the run, and is no failure`(seed: UInt64) throws {
        let text = """
            import threading, time
            lock = threading.Lock()
            def beat():
                while True:
                    with lock:
                        time.sleep(0.1)
            threading.Thread(target=beat, daemon=True).start()
            time.sleep(0.35)
            """
        #expect(try ProgramRun(text, .random(seed: seed)).verdict.outcome == .finished)
    }

    @Test func `an error is placed where it was raised`() throws {
        let run = try ProgramRun("import threading\ndef f(x):\n    y = x\n    return 1 // y\nf(0)")
        let failure = try #require((0..<run.trace.count).first { run.trace[$0].kind == .fail })
        #expect(run.trace[run.trace[failure].source]?.line == 4)
    }

    @Test func `a deadlock is one`() throws {
        let run = try ProgramRun(
            "import threading\nlock = threading.Lock()\nwith lock:\n    with lock: pass")
        #expect(run.verdict == .deadlocked("MainThread waits for lock lock, held by itself"))
    }

    @Test func `what is printed at the exit is told, after all threads have ended`() throws {
        let run = try ProgramRun(
            """
            import atexit, threading, time
            atexit.register(lambda: print("bye"))
            threading.Thread(target=lambda: (time.sleep(1), print("done"))).start()
            print("main")
            """)
        #expect(run.output == ["main", "done", "bye"])
        #expect(run.verdict == .finished)
    }

    @Test func `a child's output is told`() throws {
        let run = try ProgramRun(
            """
            import subprocess
            subprocess.run(["echo", "from a child"])
            print("from the program")
            """)
        #expect(run.output.contains("from a child"))
        #expect(run.output.contains("from the program"))
    }

    /// Processes that have this word in their command line, once they have had time to be gone.
    private static func processes(with word: String) throws -> [String] {
        for _ in 0..<3_000 {
            let found = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
                Int(name) != nil
                    && (try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8))?.contains(word)
                        == true
            }
            if found.isEmpty { return [] }
            usleep(20_000)
        }
        return [word]
    }

    private static let program = """
        import threading, time, queue, subprocess
        from concurrent.futures import ThreadPoolExecutor
        q = queue.Queue(1)
        lock = threading.Lock()
        def work(n):
            with lock:
                q.put(n)
            time.sleep(0.1)
            print(n, q.get())
        with ThreadPoolExecutor(2) as pool:
            pool.map(work, range(3))
        subprocess.run(["sleep", "0.01"])
        """

    @Test func `ended behind any of its steps, it leaves no process`() throws {
        let whole = try ProgramRun(Self.program)
        #expect(whole.verdict == .finished)
        let path = "/nowhere/ended-behind-a-step.py"
        for step in stride(from: 0, through: whole.trace.stepCount, by: 3) {
            let run = Run(
                python(Self.program, path: path), schedule: .random(seed: 1), speed: .max, isPaused: true)
            try run.start()
            run.step(times: step)
            #expect(run.stands(behind: step, within: .seconds(60)), "step \(step)")
            #expect(run.end(within: .seconds(60)), "step \(step)")
        }
        #expect(try Self.processes(with: path).isEmpty)
    }

    @Test func `ended while it computes for ever, it leaves nothing, its children neither`() throws {
        let path = "/nowhere/computes-for-ever.py"
        for schedule: Schedule in [.parallel, .random(seed: 1)] {
            let run = Run(
                python(
                    """
                    import subprocess
                    subprocess.Popen(['sleep', '600.123'])
                    print("computes")
                    while True: pass
                    """, path: path), schedule: schedule, speed: .max)
            let news = run.subscribe()
            try run.start()
            var trace = Trace()
            while trace.messageCount == 0 {
                usleep(10_000)
                trace.append(news.take())
            }
            #expect(run.end(within: .seconds(60)))
        }
        #expect(try Self.processes(with: path).isEmpty)
        #expect(try Self.processes(with: "600.123").isEmpty)
    }

    @Test func `one that does not say hello is told`() throws {
        let run = try ProgramRun(Program(command: ["sh", "-c", "echo what; exit 4"]).scenario)
        #expect(
            run.verdict.message.hasSuffix("ended with exit status 4 before it had said hello: what"))
        #expect(
            try ProgramRun(Program(command: ["/nowhere/at/all"]).scenario).verdict.message
                .contains("could not be started: /nowhere/at/all: No such file or directory"))
    }
}
