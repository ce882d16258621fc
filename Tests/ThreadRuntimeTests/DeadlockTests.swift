import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

@Suite struct DeadlockTests {
    @Test(
        "Two locks taken in two orders: the verdict names the cycle",
        arguments: [Schedule.parallel, .roundRobin])
    func cycle(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let first = Lock("first")
            let second = Lock("second")
            let pairs = [("a", first, second), ("b", second, first)]
            let threads = pairs.map { name, one, other in
                Thread(name: name) {
                    try one.withLock {
                        try Threading.sleep(for: .seconds(1))
                        try other.withLock {}
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        let verdict = try recording.finish()
        #expect(
            verdict
                == .deadlocked(
                    "a waits for lock second, held by b; b waits for lock first, held by a"))
        let trace = recording.trace
        #expect(trace.verdict == verdict)
        for name in ["MainThread", "a", "b"] {
            #expect(trace.now.state(of: recording.thread(name)).activity == .deadlocked, "\(name)")
        }
        let inCycle = recording.events.filter { $0.kind == .deadlock && $0.detail == 1 }.map(\.thread)
        #expect(inCycle == [recording.thread("a"), recording.thread("b")])
    }

    @Test("A lock taken twice by the same thread deadlocks with itself")
    func itself() throws {
        let recording = Recording {
            let lock = Lock("lock")
            try lock.acquire()
            try lock.acquire()
        }
        #expect(try recording.finish() == .deadlocked("MainThread waits for lock lock, held by itself"))
    }

    @Test("Waiting for what nobody will do is a deadlock without a cycle", arguments: schedules)
    func nobody(_ schedule: Schedule) throws {
        let recording = Recording(schedule) { _ = try Queue<Int>("jobs").get() }
        #expect(try recording.finish() == .deadlocked("MainThread waits for queue jobs"))
    }

    @Test("The verdict tells of a holder that has ended")
    func abandoned() throws {
        let recording = Recording(.roundRobin) {
            let lock = Lock("lock")
            let thread = Thread(name: "worker") { try lock.acquire() }
            try thread.start()
            try thread.join()
            try lock.acquire()
        }
        #expect(
            try recording.finish()
                == .deadlocked("MainThread waits for lock lock, held by worker, which has ended"))
    }

    @Test("A deadlock is found while the run is paused, too")
    func paused() throws {
        let recording = Recording(.parallel, isPaused: true) {
            let lock = Lock("lock")
            try lock.acquire()
            try lock.acquire()
        }
        try recording.run.start()
        while recording.trace.verdict == nil, recording.trace.stepCount < 10 {
            let before = recording.trace.stepCount
            recording.run.step()
            #expect(recording.wait { $0.stepCount > before || $0.verdict != nil })
        }
        #expect(recording.run.wait().message.contains("held by itself"))
    }

    @Test("Who waits with a timeout is not deadlocked", arguments: schedules)
    func timeouts(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let lock = Lock("lock")
            try lock.acquire()
            print(try lock.acquire(timeout: .seconds(3600)))
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false"])
    }
}
