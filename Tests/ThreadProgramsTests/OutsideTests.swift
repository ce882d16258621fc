import Foundation
import TestSupport
import Testing
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// What a program waits for that is none of the run's: nobody is deadlocked, and where somebody holds the others up, that is told.
@Suite struct OutsideTests {
    private static let schedules: [Schedule] = [.parallel, .random(seed: 1), .roundRobin]

    @Test(arguments: schedules) func `threads that talk over a socket are away meanwhile`(schedule: Schedule)
        throws
    {
        let run = try ProgramRun(
            """
            import socket, threading
            one, other = socket.socketpair()
            def answer():
                for _ in range(3): other.sendall(other.recv(10).upper())
            thread = threading.Thread(target=answer)
            thread.start()
            for word in (b"a", b"b", b"c"):
                one.sendall(word)
                print(one.recv(10).decode())
            thread.join()
            """, schedule)
        #expect(run.verdict == .finished)
        #expect(run.output == ["A", "B", "C"])
        #expect(run.names(of: .outside) == ["outside"])
    }

    @Test(arguments: schedules) func `who waits for a child is away, and others go on`(schedule: Schedule)
        throws
    {
        let run = try ProgramRun(
            """
            import subprocess, threading, time
            thread = threading.Thread(target=lambda: [time.sleep(1) for _ in range(3)])
            thread.start()
            child = subprocess.Popen(["sleep", "0.2"])
            print(child.wait())
            thread.join()
            """, schedule)
        #expect(run.verdict == .finished)
        #expect(run.output == ["0"])
    }

    /// What the standard library does meanwhile is real: a limit is one of the child's time, whatever the run's clock says.
    @Test(arguments: schedules) func `a child is waited for as long as is said, and by as many as want`(
        schedule: Schedule
    ) throws {
        let run = try ProgramRun(
            """
            import subprocess, threading
            child = subprocess.Popen(["sleep", "0.2"])
            print(child.wait(timeout=60))
            child = subprocess.Popen(["sleep", "60.5"])
            try: child.wait(timeout=0.1)
            except subprocess.TimeoutExpired: print("expired")
            waiting = [threading.Thread(target=lambda: print(child.wait())) for _ in range(2)]
            for thread in waiting: thread.start()
            print(child.poll())
            child.terminate()
            for thread in waiting: thread.join()
            print(subprocess.run(["cat"], input="in", capture_output=True, text=True, timeout=60).stdout)
            """, schedule)
        #expect(run.verdict == .finished)
        #expect(run.output.sorted() == ["-15", "-15", "0", "None", "expired", "in"])
    }

    @Test(arguments: schedules) func `who reads from a pipe is away until somebody writes`(schedule: Schedule)
        throws
    {
        let run = try ProgramRun(
            """
            import os, subprocess, threading, time
            child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            end, other = os.pipe()
            def feed():
                time.sleep(0.1)
                os.write(other, b"x")
                time.sleep(0.1)
                child.stdin.write(b"y" * 300_000)
                child.stdin.close()
            thread = threading.Thread(target=feed)
            thread.start()
            print(os.read(end, 1), len(child.stdout.read()), child.wait())
            thread.join()
            """, schedule)
        #expect(run.verdict == .finished)
        #expect(run.output == ["b'x' 300000 0"])
    }

    /// What is said while a thread is away, as by its child, brings it back: else the run would take it for computing for ever.
    @Test(arguments: schedules) func `a deadlock is told of who has waited outside before`(schedule: Schedule)
        throws
    {
        let run = try ProgramRun(
            """
            import subprocess, threading
            subprocess.run(["echo", "told"])
            a, b, met = threading.Lock(), threading.Lock(), threading.Barrier(2)
            def work(one, other):
                with one:
                    met.wait()
                    with other: pass
            for pair in ((a, b), (b, a)): threading.Thread(target=work, args=pair).start()
            """, schedule)
        #expect(run.verdict.outcome == .deadlocked)
        #expect(run.output == ["told"])
    }

    @Test func `who waits outside for ever is no deadlock, and can be ended`() throws {
        let run = Run(
            python("import socket\none, other = socket.socketpair()\none.recv(1)"),
            schedule: .random(seed: 1),
            speed: .max)
        let news = run.subscribe()
        try run.start()
        var trace = Trace()
        while trace.resourceCount < 2 {
            usleep(10_000)
            trace.append(news.take())
        }
        usleep(200_000)
        #expect(!run.status.isOver)
        #expect(run.end(within: .seconds(60)))
        #expect(run.wait() == .cancelled)
    }

    @Test(arguments: [Schedule.parallel, .random(seed: 1)])
    func `two threads import one module, which takes its time`(schedule: Schedule) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "imp.py")
            try fixture("cases/imp.py").text.replacing(
                "open(\"slowmod.py\"", with: "open(\(String(reflecting: folder.path)) + \"/slowmod.py\""
            ).write(to: file, atomically: true, encoding: .utf8)
            let text = try String(contentsOf: file, encoding: .utf8)
            let run = try ProgramRun(python(text, path: file.path), schedule)
            #expect(run.verdict == .finished)
            #expect(run.output == ["1", "1"])
        }
    }

    @Test func `a lock of the interpreter's own that is held across an operation is told by its place`()
        throws
    {
        let run = Run(
            python(
                """
                import threading, time
                exec(compile("import _thread; hidden = _thread.allocate_lock()", "<library>", "exec"))
                def work():
                    with hidden:
                        time.sleep(1)
                threads = [threading.Thread(target=work) for _ in range(2)]
                for thread in threads: thread.start()
                """), schedule: .random(seed: 1), speed: .max)
        try run.start()
        var notes: [String] = []
        for _ in 0..<10_000 where notes.isEmpty {
            usleep(10_000)
            notes = run.takeNotes()
        }
        #expect(notes.first?.contains("(work) has not come to an operation for 2 s, at program.py:4") == true)
        #expect(run.end(within: .seconds(60)))
    }

    @Test(arguments: [
        "import subprocess\nsubprocess.run(['sleep', '3'])",
        "import time\nwhile time.process_time() < 3: pass",
    ]) func `who waits outside, or computes and is alone, holds nobody up`(text: String) throws {
        let run = Run(python(text), schedule: .random(seed: 1), speed: .max)
        try run.start()
        #expect(run.end(within: .seconds(60)))
        #expect(run.takeNotes() == [])
    }

    @Test(arguments: [1, 2, 3]) func `an event loop that only timers and threads wake is the run's own`(
        seed: UInt64
    ) throws {
        let text = """
            import asyncio, time
            async def tick(name, seconds):
                for n in range(3):
                    await asyncio.sleep(seconds)
                    print(name, n)
            async def main():
                await asyncio.gather(tick("a", 1), tick("b", 1.5), asyncio.to_thread(time.sleep, 2))
            asyncio.run(main())
            """
        let run = try ProgramRun(text, .random(seed: seed))
        #expect(run.verdict == .finished)
        #expect(run.output.count == 6)
        #expect(run.trace.end >= Instant(nanoseconds: 4_500_000_000))
        let again = try ProgramRun(text, .random(seed: seed))
        #expect(again.trace.count == run.trace.count)
    }

    @Test func `a finalizer that the collector runs in the midst of an operation has its own`() throws {
        let run = try ProgramRun(
            """
            import gc, threading
            gc.set_threshold(1, 1, 1)
            lock = threading.Lock()
            class Node:
                def __init__(self): self.own = self
                def __del__(self):
                    with lock: pass
            def work():
                for _ in range(50):
                    Node()
                    threading.Event().set()
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print("done")
            """)
        #expect(run.verdict == .finished)
        #expect(run.output == ["done"])
    }
}
