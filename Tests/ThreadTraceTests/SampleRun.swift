import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Real runs, small, that use every primitive in every way, also the unusual ones.
enum SampleRun: String, CaseIterable, Sendable, CustomStringConvertible {
    case locks, conditions, permits, meetings, queues, pools, timers, values, errors, deadlock, failure

    var description: String { rawValue }

    /// Everything the run told.
    func batch(_ schedule: Schedule) throws -> EventBatch {
        let run = Run(
            Scenario(rawValue, title: "A sample", summary: "", body: body), schedule: schedule, speed: .max)
        let subscription = run.subscribe()
        try run.start()
        run.wait()
        return subscription.take()
    }

    private var body: @Sendable () throws -> Void {
        switch self {
        case .locks: Self.locksBody
        case .conditions: Self.conditionsBody
        case .permits: Self.permitsBody
        case .meetings: Self.meetingsBody
        case .queues: Self.queuesBody
        case .pools: Self.poolsBody
        case .timers: Self.timersBody
        case .values: Self.valuesBody
        case .errors: Self.errorsBody
        case .deadlock: Self.deadlockBody
        case .failure: Self.failureBody
        }
    }

    private static func together(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        let threads = (0..<count).map { number in
            ThreadRuntime.Thread(name: "worker-\(number)") { try body(number) }
        }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    private static let locksBody: @Sendable () throws -> Void = {
        let (lock, again) = (Lock("shared.lock"), RLock("again"))
        try together(4) { number in
            try lock.withLock { try Threading.sleep(for: .milliseconds(number)) }
            try again.withLock {
                try again.withLock { try lock.withLock { try Threading.compute(for: .milliseconds(2)) } }
                try Threading.sleep(for: .milliseconds(1))
            }
            if try lock.acquire(timeout: .milliseconds(1)) {
                _ = try again.acquire(blocking: false)
                try lock.release()
                if number == 2 { _ = try again.acquire(timeout: .milliseconds(3)) }
            }
        }
    }

    private static let conditionsBody: @Sendable () throws -> Void = {
        let lock = RLock("guard")
        let (filled, ready) = (Condition("filled", lock: lock), Shared("ready", false))
        try together(4) { number in
            try lock.acquire()
            try lock.acquire()
            if number < 2 {
                while try !ready.read() { try filled.wait(timeout: .milliseconds(5 * number + 1)) }
            } else {
                try Threading.sleep(for: .milliseconds(number))
                try ready.write(true)
                try filled.notifyAll()
            }
            try lock.release()
            try lock.release()
        }
    }

    private static let permitsBody: @Sendable () throws -> Void = {
        let semaphore = try Semaphore("permits", value: 2)
        let lock = Lock("shared.lock")
        try together(4) { number in
            try semaphore.acquire()
            try lock.withLock { try Threading.sleep(for: .milliseconds(2)) }
            if try semaphore.acquire(timeout: .milliseconds(1)) { try semaphore.release(2) } else { return }
            try semaphore.release(number + 1)
        }
    }

    private static let meetingsBody: @Sendable () throws -> Void = {
        let plain = try Barrier("plain", parties: 3)
        let acting = try Barrier("acting", parties: 3) { print("all are here") }
        let broken = try Barrier("broken", parties: 4, timeout: .milliseconds(3))
        try together(3) { number in
            try plain.wait()
            try acting.wait()
            _ = try? broken.wait()
            if number == 0 {
                try broken.reset()
            } else {
                _ = try? broken.wait(timeout: .milliseconds(number))
            }
            if number == 1 { try broken.abort() }
        }
    }

    private static let queuesBody: @Sendable () throws -> Void = {
        let queue = Queue<Int>("queue", capacity: 2)
        try together(4) { number in
            for element in 0..<3 {
                if number % 2 == 0 {
                    try queue.put(element)
                } else {
                    _ = try queue.get()
                    try queue.taskDone()
                }
            }
            _ = try? queue.get(timeout: .milliseconds(1))
        }
        _ = try queue.join(timeout: .milliseconds(1))
    }

    private static let poolsBody: @Sendable () throws -> Void = {
        try withThreadPool("pool", maxWorkers: 2) { pool in
            let futures = try (0..<5).map { number in
                try pool.submit {
                    try Threading.sleep(for: .milliseconds(number))
                    if number == 3 { throw ThreadingError.notHeld("nothing", by: "nobody") }
                    return number
                }
            }
            _ = try futures[4].cancel()
            for future in futures { _ = try? future.result(timeout: .milliseconds(2)) }
        }
    }

    private static let timersBody: @Sendable () throws -> Void = {
        let event = Event("gate")
        let timers = [2, 5].map { Timer(after: .milliseconds($0), name: "timer \($0)") { try event.set() } }
        for timer in timers { try timer.start() }
        try event.wait(timeout: .milliseconds(1))
        try event.wait()
        try event.clear()
        try timers[1].cancel()
        for timer in timers { try timer.join() }
    }

    private static let valuesBody: @Sendable () throws -> Void = {
        let (number, text) = (Shared("number", 0), Shared("text", "a"))
        try together(3) { worker in
            try number.modify { $0 &+ 1 }
            try text.modify { $0 + "\(worker) \"\\\u{1B}[2J\u{202E}é漢👩‍🚀" }
            logger.debug("worker \(worker) wrote")
            logger.info("the same words")
            logger.critical("the same words")
            print("the same words")
            try Threading.sleep(for: .milliseconds(1))
            try number.write(Int.max)
            print("", "", separator: "")
        }
        _ = try Threading.activeCount
    }

    private static let errorsBody: @Sendable () throws -> Void = {
        let lock = Lock("shared.lock")
        try together(3) { number in
            try? lock.release()
            try Threading.sleep(for: .milliseconds(1))
            if number == 1 { throw ThreadingError.notHeld("this", by: "anybody") }
        }
    }

    private static let deadlockBody: @Sendable () throws -> Void = {
        let locks = [Lock("left"), Lock("right")]
        try together(2) { number in
            try locks[number].acquire()
            try Threading.sleep(for: .milliseconds(1))
            try locks[1 - number].acquire()
        }
    }

    private static let failureBody: @Sendable () throws -> Void = {
        try together(2) { _ in try Threading.sleep(for: .milliseconds(1)) }
        throw ThreadingError.notHeld("everything", by: "the main thread")
    }
}
