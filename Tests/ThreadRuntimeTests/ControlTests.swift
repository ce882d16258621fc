import Glibc
import Testing
import ThreadTrace

import ThreadModel
@testable import ThreadRuntime

/// Pause, resume, step, speed, cancel: at any moment, under every kind of schedule.
@Suite struct ControlTests {
    @Test(
        "A step takes exactly one step, and nothing else moves",
        arguments: [Schedule.parallel, .random(seed: 3)])
    func step(_ schedule: Schedule) throws {
        let recording = Recording(schedule, isPaused: true, Self.threeSleepers)
        try recording.run.start()
        for expected in 1...30 {
            recording.run.step()
            #expect(recording.wait { $0.stepCount == expected })
            // Time for a second step to be taken by mistake.
            if expected.isMultiple(of: 10) { pause(milliseconds: 20) }
            #expect(recording.trace.stepCount == expected)
        }
        recording.run.cancel()
        #expect(recording.run.wait() == .cancelled)
    }

    @Test(
        "Steps alone bring a run to its end, through sleeps too",
        arguments: [Schedule.parallel, .random(seed: 3)])
    func stepsToTheEnd(_ schedule: Schedule) throws {
        let recording = Recording(schedule, speed: .normal, isPaused: true, Self.threeSleepers)
        try recording.run.start()
        while recording.trace.verdict == nil {
            let before = recording.trace.stepCount
            recording.run.step()
            try #require(recording.wait { $0.stepCount > before || $0.verdict != nil })
        }
        #expect(recording.run.wait() == .finished)
        #expect(recording.trace.end >= Instant(nanoseconds: 1_000_000_000))
    }

    @Test("Pausing and stepping do not change what a seed chooses")
    func pausesDoNotMatter() throws {
        let straight = Recording(.random(seed: 9), Self.threeSleepers)
        try straight.finish()
        let stepped = Recording(.random(seed: 9), speed: .normal, isPaused: true, Self.threeSleepers)
        try stepped.run.start()
        for _ in 0..<25 { stepped.run.step() }
        stepped.run.set(speed: .max)
        stepped.run.resume()
        stepped.run.wait()
        #expect(stepped.events == straight.events)
    }

    @Test("A run's time begins when the run does, not when it is made")
    func beginning() throws {
        let recording = Recording(.parallel, speed: .times(1_000_000)) {}
        pause(milliseconds: 5)
        #expect(recording.run.status.now == .zero)
        try recording.run.start()
        recording.run.wait()
    }

    @Test(
        "While paused the clock stands still and nobody goes on", arguments: [Schedule.parallel, .roundRobin])
    func pauseFreezes(_ schedule: Schedule) throws {
        let recording = Recording(schedule, speed: .times(20)) {
            while true { try Threading.sleep(for: .milliseconds(50)) }
        }
        try recording.run.start()
        #expect(recording.wait { $0.stepCount > 5 })
        recording.run.pause()
        let before = (recording.run.status.now, recording.trace.stepCount)
        pause(milliseconds: 50)
        #expect((recording.run.status.now, recording.trace.stepCount) == before)
        #expect(recording.run.status.isPaused)
        recording.run.resume()
        #expect(recording.wait { $0.stepCount > before.1 })
        recording.run.cancel()
        recording.run.wait()
    }

    @Test("One thread can be stepped by itself, and says why when it can not")
    func stepThread() throws {
        let recording = Recording(.roundRobin, isPaused: true) {
            let lock = Lock("lock")
            try lock.acquire()
            let a = Thread(name: "a") { for number in 0..<3 { print("a\(number)") } }
            let b = Thread(name: "b") { try lock.acquire() }
            try a.start()
            try b.start()
            try Threading.sleep(for: .seconds(1))
        }
        try recording.run.start()
        for expected in 1...4 {
            recording.run.step()
            #expect(recording.wait { $0.stepCount == expected })
        }
        let (main, a, b) = (recording.thread("MainThread"), recording.thread("a"), recording.thread("b"))
        // Whoever has come to an operation by itself: two threads have begun or will by these steps.
        while recording.messages.count < 3 {
            let before = recording.trace.stepCount
            let refusal = recording.run.step(a)
            #expect(refusal == nil || refusal == .computes)
            if refusal == nil { #expect(recording.wait { $0.stepCount == before + 1 }) }
        }
        #expect(recording.messages == ["a0", "a1", "a2"])
        #expect(recording.wait { _ in recording.run.step(b) != .computes })
        #expect(recording.wait { _ in recording.run.step(main) != nil })
        #expect(recording.run.step(ThreadID(99)) == .ended)
        recording.run.cancel()
        recording.run.wait()
        #expect(recording.run.step(a) == .ended)
    }

    @Test("A thread that has not been started says so, rather than that it has ended")
    func stepUnstarted() throws {
        let recording = Recording(.roundRobin, isPaused: true) {
            let thread = Thread(name: "later") {}
            print("made")
            try thread.start()
        }
        try recording.run.start()
        for expected in 1...2 {
            recording.run.step()
            #expect(recording.wait { $0.stepCount == expected })
        }
        #expect(recording.run.step(recording.thread("later")) == .notStarted)
        recording.run.cancel()
        recording.run.wait()
    }

    @Test(
        "Who sleeps or computes on a virtual clock can not be stepped alone, and says which of the two it does"
    )
    func stepTime() throws {
        let recording = Recording(.roundRobin, isPaused: true) {
            let sleeper = Thread(name: "sleeper") { try Threading.sleep(for: .seconds(5)) }
            try sleeper.start()
            try Threading.compute(for: .seconds(5))
        }
        let end = Instant(nanoseconds: 5_000_000_000)
        try recording.run.start()
        var refusals: [Run.StepRefusal?] = []
        for step in 1...8 {
            refusals = ["MainThread", "sleeper"].map { name in
                recording.trace.threadIDs.first { recording.trace[$0]?.name == name }
                    .flatMap {
                        recording.run.pendingOperation(of: $0)?.canGo == false ? recording.run.step($0) : nil
                    }
            }
            if !refusals.contains(nil) { break }
            recording.run.step()
            _ = recording.wait { $0.stepCount == step }
            // Whoever stepped has to come to its next operation.
            while recording.trace.threadIDs.contains(where: {
                recording.trace.now.state(of: $0).activity.isAlive
                    && recording.run.pendingOperation(of: $0) == nil
            }) {
                usleep(200)
            }
        }
        guard case .isBusy(let busyEnd) = refusals[0], case .sleeps(let sleepEnd) = refusals[1] else {
            Issue.record("\(refusals)")
            return
        }
        #expect(busyEnd >= end && sleepEnd >= end)
        recording.run.cancel()
        recording.run.wait()
    }

    @Test("A new speed holds at once, while everyone sleeps", arguments: [Schedule.parallel, .roundRobin])
    func speed(_ schedule: Schedule) throws {
        let recording = Recording(schedule, speed: .times(0.001)) { try Threading.sleep(for: .seconds(1000)) }
        try recording.run.start()
        #expect(recording.wait { $0.now.state(of: ThreadID(1)).activity == .sleeping })
        recording.run.set(speed: .max)
        #expect(recording.run.wait() == .finished)
        #expect(recording.trace.end >= Instant(nanoseconds: 1_000_000_000_000))
    }

    @Test("Cancelling ends every thread, whatever it waits for", arguments: [Schedule.parallel, .roundRobin])
    func cancel(_ schedule: Schedule) throws {
        let system = Guarded<[Int32]>([])
        let recording = Recording(schedule, speed: .times(0.001)) {
            let note: @Sendable () -> Void = { system.withLock { $0.append(systemThread) } }
            note()
            let lock = Lock("lock")
            let semaphore = try Semaphore("semaphore", value: 0)
            let barrier = try Barrier("barrier", parties: 2)
            let event = ThreadRuntime.Event("event")
            let queue = Queue<Int>("queue")
            let condition = Condition("condition")
            try lock.acquire()
            let waits: [@Sendable () throws -> Void] = [
                { try lock.acquire() }, { try semaphore.acquire() }, { try barrier.wait() },
                { try event.wait() },
                { _ = try queue.get() }, { try condition.withLock { try condition.wait() } },
                { try Threading.sleep(for: .seconds(1)) },
                { while true { try Threading.compute(for: .milliseconds(1)) } },
            ]
            let threads = waits.map { wait in
                Thread {
                    note()
                    try wait()
                }
            }
            for thread in threads { try thread.start() }
            try Threading.sleep(for: .seconds(1000))
        }
        try recording.run.start()
        #expect(recording.wait { _ in system.withLock { $0.count } == 9 })
        recording.run.cancel()
        #expect(recording.run.wait() == .cancelled)
        #expect(recording.trace.verdict == .cancelled)
        let numbers = system.withLock { $0 }
        for number in numbers { #expect(!exists(systemThread: number)) }
    }

    @Test(
        "A run that is over and forgotten leaves no memory behind",
        arguments: [Schedule.parallel, .roundRobin])
    func memory(_ schedule: Schedule) throws {
        weak var run: Run?
        weak var thread: ThreadContext?
        do {
            let recording = Recording(schedule) {
                let lock = Lock("lock")
                try withThreadPool("pool", maxWorkers: 2) { pool in
                    try pool.map(0..<4) { _ in
                        try lock.withLock { try Threading.sleep(for: .milliseconds(1)) }
                    }
                }
                try Thread(name: "stuck") { try lock.acquire() }.start()
                try lock.acquire()
                try lock.acquire()
            }
            try recording.finish()
            run = recording.run
            thread = recording.run.contexts.last
            #expect(run != nil && thread != nil)
        }
        #expect(run == nil && thread == nil)
    }

    @Test(
        "Long timeouts that are never waited out do not pile up", arguments: [Schedule.parallel, .roundRobin])
    func timeouts(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let semaphore = try Semaphore("ping", value: 0)
            let answer = try Semaphore("pong", value: 0)
            let thread = Thread {
                for _ in 0..<500 {
                    try semaphore.acquire(timeout: .seconds(1_000_000))
                    try answer.release()
                }
            }
            try thread.start()
            for _ in 0..<500 {
                try semaphore.release()
                try answer.acquire(timeout: .seconds(1_000_000))
            }
            try thread.join()
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.run.pendingDeadlines <= 130)
    }

    @Test("A run that is over is not changed by anything")
    func afterwards() throws {
        let recording = Recording { print("done") }
        #expect(try recording.finish() == .finished)
        let count = recording.trace.count
        recording.run.pause()
        recording.run.step()
        recording.run.resume()
        recording.run.set(speed: .normal)
        recording.run.cancel()
        #expect(recording.run.wait() == .finished)
        #expect(recording.trace.count == count)
    }

    @Sendable private static func threeSleepers() throws {
        let lock = Lock("lock")
        let threads = (0..<3).map { number in
            Thread {
                for _ in 0..<3 {
                    try lock.withLock { logger.info("\(number)") }
                    try Threading.sleep(for: .milliseconds(400))
                }
            }
        }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    @Test func `the verdict is the last word, whatever threads make as they unwind`() throws {
        for _ in 0..<50 {
            let scenario = Scenario("late", title: "", summary: "") {
                let lock = Lock("lock")
                let thread = Thread {
                    do { while true { try lock.withLock {} } } catch {
                        _ = Lock("late")
                        throw error
                    }
                }
                try thread.start()
                do { while true { try lock.withLock {} } } catch {
                    _ = Thread(name: "late") {}
                    throw error
                }
            }
            let run = Run(scenario, schedule: .random(seed: 1), speed: .max, maxSteps: 20)
            let news = run.subscribe()
            try run.start()
            run.wait()
            let events = news.take().events
            #expect(events.last?.kind == .verdict)
            #expect(events.count { $0.kind == .verdict } == 1)
        }
    }
}
