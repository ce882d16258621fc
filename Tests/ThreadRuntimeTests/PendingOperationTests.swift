import Testing
import ThreadRuntime
import ThreadTrace

@Suite struct PendingOperationTests {
    @Test func `a paused run tells what each thread will do next, where, and whether it can`() throws {
        let recording = Recording(.roundRobin, speed: .max, isPaused: true) {
            let lock = Lock("door")
            let thread = Thread(name: "guest") { try lock.acquire() }
            try lock.acquire()
            try thread.start()
            try thread.join()
        }
        try recording.run.start()
        let run = recording.run
        // Until both stand where they can not go on: the run is paused after each step.
        var main: Run.ThreadOperation?
        for _ in 0..<10 where main?.kind != .join {
            let steps = recording.trace.stepCount
            run.step()
            #expect(recording.wait { $0.stepCount > steps || $0.verdict != nil })
            #expect(recording.wait { _ in run.pendingOperation(of: ThreadID(1)) != nil })
            main = run.pendingOperation(of: ThreadID(1))
        }
        let joined = try #require(main)
        #expect(joined.kind == .join)
        #expect(joined.place?.file.hasSuffix("PendingOperationTests.swift") == true)
        #expect(joined.place?.line == 12)
        #expect(!joined.canGo)
        #expect(run.pendingOperation(of: .runtime) == nil)
        #expect(run.pendingOperation(of: ThreadID(99)) == nil)
        run.cancel()
        run.wait()
        #expect(run.pendingOperation(of: ThreadID(1)) == nil)
    }
}
