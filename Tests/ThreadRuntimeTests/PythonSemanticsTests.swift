import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What CPython 3.13 answers, asked of the primitives.
@Suite struct PythonSemanticsTests {
    fileprivate struct Trouble: Error, CustomStringConvertible {
        let description = "trouble"
    }

    /// Runs a body to its end, and returns what it printed.
    private func run(
        _ schedule: Schedule = .roundRobin, verdict: Verdict = .finished,
        _ body: @escaping @Sendable () throws -> Void
    ) throws -> [String] {
        let recording = Recording(schedule, body)
        #expect(try recording.finish() == verdict)
        return recording.messages
    }

    // MARK: Events, locks, conditions

    @Test(arguments: schedules + (20..<50).map { Schedule.random(seed: $0) })
    func `who waited when an event was set goes on although it is cleared at once`(schedule: Schedule) throws
    {
        _ = try run(schedule) {
            let event = ThreadRuntime.Event("go")
            let waiting = try Semaphore("waiting", value: 0)
            let threads = (0..<3).map { _ in
                Thread {
                    try waiting.release()
                    try event.wait()
                }
            }
            for thread in threads { try thread.start() }
            for _ in threads { try waiting.acquire() }
            // Until they stand at it: they told so just before.
            try Threading.sleep(for: .seconds(1))
            try event.set()
            try event.clear()
            for thread in threads { try thread.join() }
        }
    }

    @Test func `who comes after an event was cleared waits for the next time`() throws {
        let messages = try run {
            let event = ThreadRuntime.Event("go")
            try event.set()
            try event.clear()
            print(try event.wait(timeout: .seconds(1)), try event.isSet)
        }
        #expect(messages == ["false false"])
    }

    @Test(arguments: schedules) func `any thread may release a lock, so two of them take turns`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            let (foo, bar) = (Lock("foo-turn"), Lock("bar-turn"))
            try bar.acquire()
            let threads = [("foo", foo, bar), ("bar", bar, foo)].map { name, own, other in
                Thread(name: name) {
                    for _ in 0..<3 {
                        try own.acquire()
                        print(name)
                        try other.release()
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        #expect(messages == ["foo", "bar", "foo", "bar", "foo", "bar"])
    }

    @Test func `a free lock can not be released, nor a reentrant one by another than its holder`() throws {
        let messages = try run {
            let lock = Lock("lock")
            #expect(throws: ThreadingError.notHeld("lock", by: "MainThread")) { try lock.release() }
            let reentrant = RLock("reentrant")
            try reentrant.acquire()
            let other = Thread(name: "other") {
                #expect(throws: ThreadingError.notHeld("reentrant", by: "other")) { try reentrant.release() }
                print(try reentrant.isHeld)
            }
            try other.start()
            try other.join()
            try reentrant.release()
            print(try reentrant.isHeld)
        }
        #expect(messages.filter { $0 == "true" || $0 == "false" } == ["true", "false"])
    }

    @Test(arguments: schedules) func `a condition can be over a plain lock`(schedule: Schedule) throws {
        let messages = try run(schedule) {
            let lock = Lock("lock")
            let condition = Condition("changed", lock: lock)
            let ready = Shared("ready", false)
            let waiter = Thread {
                try lock.withLock {
                    try condition.wait { try ready.read() }
                    print("woken", try lock.isHeld)
                }
            }
            try waiter.start()
            try lock.withLock {
                try ready.write(true)
                try condition.notify()
            }
            try waiter.join()
            do { try condition.notify() } catch ThreadingError.notHeld(let lock, by: let thread) {
                print(lock, thread)
            }
        }
        #expect(messages.filter { !$0.contains("release") } == ["woken true", "lock MainThread"])
    }

    // MARK: Mistakes

    @Test func `a timeout without blocking and a negative one are mistakes where Python has them so`() throws
    {
        _ = try run {
            func isInvalid(_ body: () throws -> Void) -> Bool {
                do {
                    try body()
                    return false
                } catch ThreadingError.invalidArgument {
                    return true
                } catch {
                    return false
                }
            }
            let (lock, reentrant, semaphore) = (Lock("l"), RLock("r"), try Semaphore("s"))
            let queue = Queue<Int>("q", capacity: 1)
            #expect(isInvalid { try lock.acquire(blocking: false, timeout: .seconds(1)) })
            #expect(isInvalid { try reentrant.acquire(blocking: false, timeout: .seconds(1)) })
            #expect(isInvalid { try semaphore.acquire(blocking: false, timeout: .seconds(1)) })
            #expect(isInvalid { try lock.acquire(timeout: .seconds(-1)) })
            #expect(isInvalid { try reentrant.acquire(timeout: .seconds(-1)) })
            #expect(isInvalid { try queue.put(1, timeout: .seconds(-1)) })
            #expect(isInvalid { _ = try queue.get(timeout: .seconds(-1)) })
            #expect(isInvalid { try Threading.sleep(for: .seconds(-1)) })
            #expect(isInvalid { try Threading.compute(for: .seconds(-1)) })
            #expect(isInvalid { try Thread(name: "") {}.start() })
            #expect(isInvalid { try Lock("").acquire() })
            #expect(isInvalid { _ = try ThreadPool(workerName: "") })
            // These have no use for one, and none is none.
            #expect(!isInvalid { _ = try semaphore.acquire(timeout: .seconds(-1)) })
            try queue.put(1, blocking: false, timeout: .seconds(-1))
            #expect(try queue.get(blocking: false, timeout: .seconds(5)) == 1)
            #expect(try ThreadRuntime.Event("e").wait(timeout: .seconds(-1)) == false)
        }
    }

    // MARK: Daemons, pools that nobody closed

    @Test(arguments: schedules) func `a run is over when only daemons are left`(schedule: Schedule) throws {
        let messages = try run(schedule) {
            let queue = Queue<Int>("q")
            let consumer = Thread(name: "consumer", isDaemon: true) {
                while true {
                    _ = try queue.get()
                    try queue.taskDone()
                }
            }
            #expect(consumer.isDaemon)
            try consumer.start()
            #expect(throws: ThreadingError.alreadyStarted("consumer")) { try consumer.setDaemon(false) }
            for item in 0..<3 { try queue.put(item) }
            try queue.join()
            print("all done")
        }
        #expect(messages == ["all done"])
    }

    @Test func `a thread that a daemon makes is one, unless it says otherwise`() throws {
        let messages = try run {
            let outer = Thread(name: "outer", isDaemon: true) {
                print(Thread {}.isDaemon, Thread(isDaemon: false) {}.isDaemon)
            }
            try outer.start()
            try outer.join()
            let thread = Thread {}
            try thread.setDaemon(true)
            print(thread.isDaemon, try Threading.main.isDaemon)
        }
        #expect(messages == ["true false", "true false"])
    }

    @Test(arguments: schedules)
    func `a pool that nobody closed does what it has and ends with the main thread`(
        schedule: Schedule
    ) throws {
        let recording = Recording(schedule) {
            let pool = try ThreadPool("pool", maxWorkers: 2)
            try pool.map(0..<3) { number in
                try Threading.sleep(for: .seconds(1))
                print(number)
            }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages.sorted() == ["0", "1", "2"])
        let close = recording.events.first { $0.kind == .close }
        #expect(close?.thread == ThreadID(1))
        #expect(close?.detail == PoolState.atExit)
    }

    // MARK: Time, names, references

    @Test(arguments: [Schedule.roundRobin] + (0..<5).map { .random(seed: $0) })
    func `a loop that asks for the time ends`(schedule: Schedule) throws {
        let messages = try run(schedule) {
            let start = try Threading.elapsed
            while try Threading.elapsed - start < .milliseconds(200) {}
            print("done")
        }
        #expect(messages == ["done"])
    }

    @Test(arguments: [Schedule.parallel, .roundRobin])
    func `an ended thread lets go of what its closure captured, and a failed one too`(schedule: Schedule)
        throws
    {
        final class Captured: Sendable {}
        let messages = try run(schedule, verdict: .failed("failing: trouble")) {
            for name in ["ending", "failing"] {
                weak var weakly: Captured?
                let thread: Thread
                do {
                    let captured = Captured()
                    weakly = captured
                    thread = Thread(name: name) {
                        withExtendedLifetime(captured) {}
                        if name == "failing" { throw Trouble() }
                    }
                }
                try thread.start()
                try thread.join()
                print(name, weakly == nil)
            }
        }
        #expect(messages == ["ending true", "trouble", "failing true"])
    }

    @Test func `workers of two pools have names of their own`() throws {
        let messages = try run {
            for _ in 0..<2 {
                try withThreadPool(maxWorkers: 2) { pool in
                    let futures = try pool.map(0..<2) { _ in
                        try Threading.sleep(for: .seconds(1))
                        return try Threading.current.name
                    }
                    print(try futures.values().sorted().joined(separator: " "))
                }
            }
        }
        #expect(messages == ["worker-0 worker-1", "worker-2 worker-3"])
    }

    @Test(arguments: [Schedule.parallel, .roundRobin])
    func `an endless sleep is told as one, and things of one name are told apart`(schedule: Schedule) throws {
        _ = try run(schedule, verdict: .deadlocked("MainThread sleeps for ever")) {
            try Threading.sleep(for: .seconds(Int64.max))
        }
        let sentence =
            "worker (thread 2) waits for lock lock (number 2), held by worker (thread 3); "
            + "worker (thread 3) waits for lock lock (number 1), held by worker (thread 2)"
        _ = try run(schedule, verdict: .deadlocked(sentence)) {
            let (a, b) = (Lock("lock"), Lock("lock"))
            let threads = [(a, b), (b, a)].map { mine, other in
                Thread(name: "worker") {
                    try mine.withLock {
                        try Threading.sleep(for: .seconds(1))
                        try other.withLock {}
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
    }

    @Test func `a thread can be given another name, and the main thread is known`() throws {
        let recording = Recording {
            let thread = Thread(name: "old") { print(try Threading.current.name) }
            thread.name = "new"
            thread.name = ""
            try thread.start()
            try thread.join()
            let inner = Thread { print(try Threading.main.name, try Threading.main.identifier) }
            try inner.start()
            try inner.join()
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["new", "MainThread 1"])
        #expect(recording.trace[ThreadID(2)]?.name == "new")
        #expect(recording.events.count { $0.kind == .rename } == 1)
    }

    @Test func `each thread has its own value of a thread-local`() throws {
        let messages = try run {
            let local = ThreadLocal(0)
            local.value = 1
            let thread = Thread {
                local.value += 10
                print(local.value)
            }
            try thread.start()
            try thread.join()
            print(local.value)
        }
        #expect(messages == ["10", "1"])
    }

    // MARK: Errors

    @Test func `every error that nobody caught is told at once, with its place, and in the verdict`() throws {
        let recording = Recording(.roundRobin) {
            let a = Thread(name: "a") { throw Trouble() }
            let b = Thread(name: "b") {
                try Threading.sleep(for: .seconds(2))
                throw Trouble()
            }
            for thread in [a, b] { try thread.start() }
            try Threading.sleep(for: .seconds(5))
            print("main done")
        }
        #expect(try recording.finish() == .failed("a: trouble; b: trouble"))
        #expect(recording.messages == ["trouble", "trouble", "main done"])
        let failure = recording.events.last { $0.kind == .fail }
        #expect(
            failure.flatMap { recording.trace[$0.source] }?.file
                == "ThreadRuntimeTests/PythonSemanticsTests.swift")
        #expect(failure?.level == .error)
    }

    @Test(arguments: schedules) func `a deadlock that follows from an error says so`(schedule: Schedule)
        throws
    {
        let recording = Recording(schedule) {
            let jobs = Queue<Int>("jobs")
            let producer = Thread(name: "producer") {
                try jobs.put(1)
                throw Trouble()
            }
            let consumer = Thread(name: "consumer") { for _ in 0..<2 { _ = try jobs.get() } }
            for thread in [producer, consumer] { try thread.start() }
            for thread in [producer, consumer] { try thread.join() }
        }
        let verdict = try recording.finish()
        #expect(verdict.outcome == .deadlocked)
        #expect(verdict.message.contains("consumer waits for queue jobs"))
        #expect(verdict.message.hasSuffix("before that failed producer: trouble"))
    }

    @Test func `an exception hook gets the thread and its error before the thread ends`() throws {
        let recording = Recording(.roundRobin) {
            try Threading.setExceptionHook { thread, error in print("hook \(thread.name): \(error)") }
            let thread = Thread(name: "a") { throw Trouble() }
            try thread.start()
            try thread.join()
            try Threading.setExceptionHook(nil)
        }
        #expect(try recording.finish() == .failed("a: trouble"))
        #expect(recording.messages == ["hook a: trouble", "trouble"])
    }

    @Test func `what a log message interpolates may throw`() throws {
        let lock = Guarded<Lock?>(nil)
        let messages = try run(verdict: .failed("MainThread: queue empty is empty")) {
            let own = Lock("own")
            lock.withLock { $0 = own }
            try logger.info("held: \(own.isHeld)")
            try logger.log(level: .debug, "again: \(own.isHeld)")
            let queue = Queue<Int>("empty")
            try logger.error("\(queue.get(blocking: false))")
        }
        #expect(messages == ["held: false", "again: false", "queue empty is empty"])
    }
}
