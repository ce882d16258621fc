import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What each primitive does between real threads, under every schedule.
@Suite struct PrimitivesOnThreadsTests {
    @Test("A lock lets one thread at a time in", arguments: schedules)
    func lock(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let lock = Lock("lock")
            let counter = Shared("counter", 0)
            let threads = (0..<4).map { _ in
                Thread { for _ in 0..<25 { try lock.withLock { try counter.modify { $0 + 1 } } } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
            print(try counter.read())
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["100"])
    }

    @Test("Without a lock some schedule loses an update")
    func lostUpdate() throws {
        let results = try (0..<50).map { (seed: UInt64) in
            let recording = Recording(.random(seed: seed)) {
                let counter = Shared("counter", 0)
                let threads = (0..<2).map { _ in Thread { try counter.modify { $0 + 1 } } }
                for thread in threads { try thread.start() }
                for thread in threads { try thread.join() }
                print(try counter.read())
            }
            try recording.finish()
            return recording.messages
        }
        #expect(Set(results) == [["1"], ["2"]])
    }

    @Test("A reentrant lock opens when it has been released as often as taken", arguments: schedules)
    func reentrantLock(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let lock = RLock("rlock")
            try lock.acquire()
            try lock.acquire()
            let other = Thread { print(try lock.acquire(blocking: false)) }
            try other.start()
            try other.join()
            try lock.release()
            try lock.release()
            let another = Thread { try lock.withLock { print("in") } }
            try another.start()
            try another.join()
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false", "in"])
    }

    @Test("A condition wakes who waits for what has become true", arguments: schedules)
    func condition(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let condition = Condition("condition")
            let ready = Shared("ready", 0)
            let waiters = (0..<3).map { _ in
                Thread { try condition.withLock { try condition.wait { try ready.read() == 1 } } }
            }
            for thread in waiters { try thread.start() }
            try condition.withLock {
                try ready.write(1)
                try condition.notifyAll()
            }
            for thread in waiters { try thread.join() }
            let timedOut = try condition.withLock { try condition.wait(timeout: .seconds(1)) }
            print(timedOut)
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false"])
    }

    @Test("A semaphore never lets more in than it has permits", arguments: schedules)
    func semaphore(_ schedule: Schedule) throws {
        let holder = Holder()
        let recording = Recording(schedule) {
            let semaphore = try Semaphore("permits", value: 2, isBounded: true)
            let threads = (0..<6).map { _ in
                Thread {
                    try semaphore.withLock {
                        holder.enter()
                        try Threading.sleep(for: .milliseconds(1))
                        holder.leave()
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        #expect(holder.highest == 2)
    }

    @Test(
        "A barrier gives each party an index of its own and runs the action once a round",
        arguments: schedules)
    func barrier(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let barrier = try Barrier("barrier", parties: 3) { print("action") }
            let threads = (0..<3).map { _ in
                Thread { for _ in 0..<2 { print(try barrier.wait()) } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages.first == "action")
        #expect(recording.messages.sorted() == ["0", "0", "1", "1", "2", "2", "action", "action"])
    }

    @Test("A barrier that times out is broken for everyone", arguments: schedules)
    func brokenBarrier(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let barrier = try Barrier("barrier", parties: 3, timeout: .seconds(1))
            let threads = (0..<2).map { _ in
                Thread {
                    do { try barrier.wait() } catch let error as ThreadingError { print(error) }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
            print(try barrier.isBroken)
            try barrier.reset()
            print(try barrier.isBroken)
        }
        #expect(try recording.finish() == .finished)
        let broken = "\(ThreadingError.brokenBarrier("barrier"))"
        #expect(recording.messages == [broken, broken, "true", "false"])
    }

    @Test(
        "Who arrives while the action is carried out waits for the next round, and no longer than it says",
        arguments: schedules)
    func lateArrival(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let acting = ThreadRuntime.Event("acting")
            let barrier = try Barrier("barrier", parties: 1) {
                try acting.set()
                try Threading.sleep(for: .seconds(10))
            }
            let first = Thread(name: "first") {
                do { try barrier.wait() } catch let error as ThreadingError { print(error) }
            }
            try first.start()
            try acting.wait()
            #expect(throws: ThreadingError.brokenBarrier("barrier")) {
                try barrier.wait(timeout: .seconds(1))
            }
            #expect(try Threading.elapsed < .seconds(5))
            try first.join()
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["\(ThreadingError.brokenBarrier("barrier"))"])
    }

    @Test("An event lets all who wait go on", arguments: schedules)
    func event(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let event = ThreadRuntime.Event("go")
            print(try event.wait(timeout: .milliseconds(5)))
            let threads = (0..<3).map { _ in Thread { print(try event.wait()) } }
            for thread in threads { try thread.start() }
            try event.set()
            for thread in threads { try thread.join() }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["false", "true", "true", "true"])
    }

    @Test("A bounded queue keeps order and says when it is full or empty", arguments: schedules)
    func queue(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let queue = Queue<Int>("queue", capacity: 2)
            let producer = Thread { for number in 0..<10 { try queue.put(number) } }
            try producer.start()
            for _ in 0..<10 {
                print(try queue.get())
                try queue.taskDone()
            }
            try queue.join()
            try producer.join()
            #expect(throws: ThreadingError.queueEmpty("queue")) { try queue.get(blocking: false) }
            #expect(throws: ThreadingError.queueEmpty("queue")) { try queue.get(timeout: .seconds(1)) }
            try queue.put(1)
            try queue.put(2)
            #expect(throws: ThreadingError.queueFull("queue")) { try queue.put(3, timeout: .milliseconds(1)) }
            try queue.taskDone()
            try queue.taskDone()
            #expect(throws: ThreadingError.tooManyTasksDone("queue")) { try queue.taskDone() }
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == (0..<10).map { "\($0)" })
    }

    @Test(
        "A pool returns results in order and tells a task's error where its result is asked for",
        arguments: schedules)
    func pool(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let pool = try ThreadPool("pool", maxWorkers: 3)
            let futures = try pool.map(0..<8) { number in
                if number == 5 { throw Unlucky() }
                return number * number
            }
            try pool.close()
            for future in futures {
                do { print(try future.result()) } catch is Unlucky { print("unlucky") }
            }
            #expect(throws: ThreadingError.poolClosed("pool")) { try pool.submit {} }
            #expect(try Threading.activeCount == 1)
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["0", "1", "4", "9", "16", "unlucky", "36", "49"])
        let trace = recording.trace
        #expect(trace.threadIDs.count <= 4)
    }

    @Test("A future that nobody has begun can be cancelled", arguments: schedules)
    func cancelledFuture(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let gate = ThreadRuntime.Event("gate")
            try withThreadPool("pool", maxWorkers: 1) { pool in
                let first = try pool.submit { try gate.wait() }
                let second = try pool.submit { true }
                #expect(try second.cancel())
                #expect(throws: ThreadingError.timedOut("future \(first.name)")) {
                    try first.result(timeout: .milliseconds(1))
                }
                try gate.set()
                #expect(try first.result())
                #expect(throws: ThreadingError.futureCancelled(second.name)) { try second.result() }
                #expect(try first.cancel() == false)
            }
        }
        #expect(try recording.finish() == .finished)
    }

    @Test("A timer fires once, unless it is cancelled", arguments: schedules)
    func timer(_ schedule: Schedule) throws {
        let recording = Recording(schedule) {
            let fires = Timer(after: .seconds(5)) {
                print("fired at \(try Threading.elapsed >= .seconds(5))")
            }
            let cancelled = Timer(after: .seconds(5)) { print("never") }
            try fires.start()
            try cancelled.start()
            #expect(try cancelled.cancel())
            try cancelled.join()
            try fires.join()
            #expect(try fires.cancel() == false)
        }
        #expect(try recording.finish() == .finished)
        #expect(recording.messages == ["fired at true"])
    }

    private struct Unlucky: Error {}

    private final class Holder: Sendable {
        private let counts = Guarded((inside: 0, most: 0))

        func enter() {
            counts.withLock {
                $0.inside += 1
                $0.most = max($0.most, $0.inside)
            }
        }

        func leave() { counts.withLock { $0.inside -= 1 } }

        var highest: Int { counts.withLock { $0.most } }
    }
}
