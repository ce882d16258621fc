import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

@Suite struct ThreadTests {
    @Test("Arguments can be passed or captured, and run() overridden")
    func bodies() throws {
        final class Greeter: Thread, @unchecked Sendable {
            override func run() throws { print("subclass") }
        }
        let recording = Recording(.roundRobin) {
            let captured = "captured"
            for thread in [
                Thread { print(captured) },
                Thread(target: { (a: Int, b: String) in print(a, b) }, arguments: 1, "passed"),
                Greeter(),
            ] {
                try thread.start()
                try thread.join()
            }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["captured", "1 passed", "subclass"])
    }

    @Test("Starting twice, joining before the start and joining oneself are errors")
    func misuse() throws {
        let recording = Recording {
            let thread = Thread(name: "worker") {}
            #expect(throws: ThreadingError.notStarted("worker")) { try thread.join() }
            try thread.start()
            #expect(throws: ThreadingError.alreadyStarted("worker")) { try thread.start() }
            try thread.join()
            #expect(throws: ThreadingError.alreadyStarted("worker")) { try thread.start() }
            let main = try Threading.current
            #expect(throws: ThreadingError.joinsItself("MainThread")) { try main.join() }
        }
        #expect(try recording.finish() == .finished)
    }

    @Test("A join gives up at its timeout, and finds out about the end", arguments: schedules)
    func timedJoin(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let thread = Thread { try Threading.sleep(for: .seconds(10)) }
            try thread.start()
            print(try thread.join(timeout: .seconds(1)), try thread.isAlive)
            print(try thread.join(), try thread.isAlive)
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false true", "true false"])
    }

    @Test("Threads are named, numbered, counted and enumerated")
    func identity() throws {
        let recording = Recording(.roundRobin) {
            let stop = ThreadRuntime.Event("stop")
            let threads = [Thread { try stop.wait() }, Thread(name: "named") { try stop.wait() }]
            for thread in threads { try thread.start() }
            print(try Threading.current.name, try Threading.activeCount)
            print(try Threading.enumerate().map { "\($0.identifier) \($0.name)" }.joined(separator: ", "))
            try stop.set()
            for thread in threads { try thread.join() }
            print(try Threading.activeCount)
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["MainThread 3", "1 MainThread, 2 Thread-1, 3 named", "1"])
    }

    @Test("A thread whose body throws has failed, and the others go on")
    func failure() throws {
        struct Trouble: Error, CustomStringConvertible {
            let description = "trouble"
        }
        let recording = Recording(.roundRobin) {
            let thread = Thread(name: "worker") { throw Trouble() }
            try thread.start()
            try thread.join()
            print("went on")
        }
        #expect(try recording.finish() == .failed("worker: trouble"))
        #expect(recording.messages == ["trouble", "went on"])
        #expect(recording.trace.now.state(of: recording.thread("worker")).activity == .failed)
    }

    @Test("Primitives outside a scenario say so instead of working")
    func outside() {
        let lock = Lock("lonely")
        #expect(throws: ThreadingError.self) { try lock.acquire() }
        #expect(throws: ThreadingError.self) { try Thread {}.start() }
        #expect(throws: ThreadingError.self) { try Threading.sleep(for: .seconds(1)) }
        #expect(throws: ThreadingError.self) { try Threading.current }
    }

    @Test("A primitive of one run can not be used in another")
    func foreign() throws {
        let leaked = Leak()
        try Recording { leaked.lock = Lock("leaked") }.finish()
        let recording = Recording { try leaked.lock?.acquire() }
        guard case .failed = try recording.finish() else {
            Issue.record("a lock of a run that is over was acquired")
            return
        }
    }

    @Test("Two thousand threads live at the same time", arguments: [Schedule.parallel, .random(seed: 1)])
    func many(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let go = ThreadRuntime.Event("go")
            let threads = (0..<2000).map { _ in Thread { try go.wait() } }
            for thread in threads { try thread.start() }
            print(try Threading.activeCount)
            try go.set()
            for thread in threads { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["2001"])
    }

    @Test("An operation tells where it was called")
    func sources() throws {
        let recording = Recording(.roundRobin) {
            print("here")
            try Lock("lock").acquire()
            logger.info("there")
        }
        #expect(try recording.finish() == .finished)
        let trace = recording.trace
        for kind in [EventKind.output, .acquire, .log] {
            let event = recording.events.first { $0.kind == kind }
            let place = event.flatMap { trace[$0.source] }
            #expect(place?.file == "ThreadRuntimeTests/ThreadTests.swift", "\(kind)")
            #expect(place.map { $0.line > 100 } == true, "\(kind)")
        }
    }

    private final class Leak: @unchecked Sendable {  // written by one run's main thread, read by the next's
        var lock: Lock?
    }
}
