import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Queues with an order of their own, futures that are waited for together, pools that are set up and broken.
@Suite struct FurtherPrimitivesTests {
    private struct Trouble: Error, CustomStringConvertible {
        let description = "trouble"
    }

    private func run(
        _ schedule: Schedule = .roundRobin, _ body: @escaping @Sendable () throws -> Void
    ) throws -> [String] {
        let recording = Recording(schedule, body)
        #expect(try recording.finish() == .finished)
        return recording.messages
    }

    // MARK: Queues

    @Test func `a stack gives out what was put last, a priority queue the least`() throws {
        let messages = try run {
            let stack = LifoQueue<String>("stack")
            let priorities = PriorityQueue<Int>("priorities")
            for (word, number) in [("a", 3), ("b", 1), ("c", 2)] {
                try stack.put(word)
                try priorities.put(number)
            }
            print(try (0..<3).map { _ in try stack.get() }, try (0..<3).map { _ in try priorities.get() })
        }
        #expect(messages == [#"["c", "b", "a"] [1, 2, 3]"#])
    }

    @Test func `the trace tells who would not have waited for ever, and where elements go`() throws {
        let recording = Recording(.roundRobin) {
            let (lock, again) = (Lock("lock"), RLock("again"))
            let permits = try Semaphore("permits")
            let (queue, stack) = (Queue<Int>("queue", capacity: 1), LifoQueue<Int>("stack"))
            try lock.acquire()
            _ = try lock.acquire(blocking: false)
            _ = try lock.acquire(timeout: .milliseconds(1))
            _ = try again.acquire(blocking: false)
            _ = try again.acquire(timeout: .seconds(1))
            try again.acquire()
            _ = try permits.acquire(blocking: false)
            try queue.put(1)
            try? queue.put(2, blocking: false)
            try? queue.put(2, timeout: .milliseconds(1))
            try stack.put(1, blocking: false)
            try PriorityQueue<Int>("priorities").put(1)
            for _ in 0..<3 { try again.release() }
        }
        #expect(try recording.finish() == .finished)
        let told = recording.events.filter { [.acquire, .put, .timeout].contains($0.kind) }
        #expect(
            told.map(\.kind) == [
                .acquire, .timeout, .timeout, .acquire, .acquire, .acquire, .acquire, .put, .timeout,
                .timeout,
                .put, .put,
            ])
        #expect(
            told.map(\.waitLimit) == [
                .never, .atOnce, .timed, .atOnce, .timed, .never, .atOnce, .never, .atOnce, .timed, .atOnce,
                .never,
            ])
        #expect(told.suffix(2).map(\.elementOrder) == [.lastIn, .byRank])
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a priority queue gives out the least of what it has, whatever came when`(seed: UInt64) throws {
        _ = try run {
            struct Item: Comparable, Sendable {
                let priority: Int
                let order: Int

                static func < (left: Item, right: Item) -> Bool { left.priority < right.priority }
            }
            var random = SplitMix64(seed: seed)
            let queue = PriorityQueue<Item>("queue")
            var naive: [Item] = []
            for order in 0..<600 {
                if Bool.random(using: &random) || naive.isEmpty {
                    // Always between two others, so that ranks run out of room; or anywhere.
                    let priority = seed.isMultiple(of: 2) ? -order : Int.random(in: 0...9, using: &random)
                    let item = Item(priority: priority, order: order)
                    try queue.put(item)
                    naive.append(item)
                } else {
                    let least = naive.indices.min {
                        (naive[$0].priority, naive[$0].order) < (naive[$1].priority, naive[$1].order)
                    }
                    let expected = naive.remove(at: least ?? 0)
                    #expect(try queue.get() == expected)
                }
                #expect(try queue.count == naive.count)
            }
        }
    }

    @Test func `ranks that run out of room are made anew`() throws {
        _ = try run {
            let queue = PriorityQueue<Double>("halves")
            // Each between 0 and the one before: halves the room each time.
            let values = [0.0, 1.0] + (1...100).map { 1 / Double($0 + 1) }
            for value in values { try queue.put(value) }
            #expect(try values.indices.map { _ in try queue.get() } == values.sorted())
        }
    }

    @Test func `a queue tells whether it is empty, full, and how much it holds at most`() throws {
        let messages = try run {
            let queue = Queue<Int>("q", capacity: 1)
            print(try queue.isEmpty, try queue.isFull, queue.capacity)
            try queue.put(1)
            print(try queue.isEmpty, try queue.isFull, try Queue<Int>("unbounded").isFull)
        }
        #expect(messages == ["true false 1", "false true false"])
    }

    @Test(arguments: schedules)
    func `a queue that is shut down gives out what it has, and wakes all who wait`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            let queue = Queue<Int>("q", capacity: 2)
            try queue.put(1)
            let getters = (0..<3).map { _ in
                Thread {
                    do { print(try queue.get()) } catch ThreadingError.queueShutDown { print("shut") }
                }
            }
            for thread in getters { try thread.start() }
            try Threading.sleep(for: .seconds(1))
            try queue.shutdown()
            for thread in getters { try thread.join() }
            #expect(throws: ThreadingError.queueShutDown("q")) { try queue.put(2) }
            #expect(throws: ThreadingError.queueShutDown("q")) { try queue.get(blocking: false) }
        }
        #expect(messages.filter { !$0.contains("queue") }.sorted() == ["1", "shut", "shut"])
    }

    @Test(arguments: schedules) func `an immediate shutdown throws away what there is and ends a join`(
        schedule: Schedule
    ) throws {
        _ = try run(schedule) {
            let queue = Queue<Int>("q", capacity: 3)
            for item in 0..<3 { try queue.put(item) }
            let putter = Thread {
                #expect(throws: ThreadingError.queueShutDown("q")) { try queue.put(9) }
            }
            let joiner = Thread { try queue.join() }
            for thread in [putter, joiner] { try thread.start() }
            try Threading.sleep(for: .seconds(1))
            try queue.shutdown(immediate: true)
            for thread in [putter, joiner] { try thread.join() }
            #expect(try queue.count == 0)
        }
    }

    // MARK: Futures

    @Test(arguments: schedules) func `a future tells how it stands, its error, and calls back once`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            try withThreadPool(maxWorkers: 1) { pool in
                let started = ThreadRuntime.Event("started")
                let go = ThreadRuntime.Event("go")
                let first = try pool.submit {
                    try started.set()
                    try go.wait()
                    return 1
                }
                let second = try pool.submit { () -> Int in throw Trouble() }
                let third = try pool.submit { 3 }
                try started.wait()
                for future in [first, third] {
                    try future.addDoneCallback { print("done", $0.name == first.name ? 1 : 3) }
                }
                print(try first.isRunning, try first.isDone, try third.cancel(), try third.isCancelled)
                try go.set()
                print(
                    try first.result(), try first.exception() == nil, "\(try second.exception() ?? Trouble())"
                )
                #expect(throws: Trouble.self) { try second.result() }
                #expect(throws: ThreadingError.futureCancelled(third.name)) { try third.exception() }
                try first.addDoneCallback { _ in print("late") }
                try first.addDoneCallback { _ in throw Trouble() }
            }
        }
        #expect(
            messages.sorted().filter { $0.hasPrefix("done") || $0.hasPrefix("late") } == [
                "done 1", "done 3", "late",
            ])
        #expect(messages.contains("true false true true"))
        #expect(messages.contains("1 true trouble"))
        #expect(messages.contains { $0.contains("exception calling callback") })
    }

    @Test(arguments: schedules) func `futures are waited for until the first, the first failure, or all`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            try withThreadPool(maxWorkers: 4) { pool in
                let futures = try (1...3).map { number in
                    try pool.submit {
                        try Threading.sleep(for: .seconds(number))
                        if number == 2 { throw Trouble() }
                        return number
                    }
                }
                let first = try wait(for: futures, returnWhen: .firstCompleted)
                print(first.done.count, first.notDone.count)
                let failed = try wait(for: futures, returnWhen: .firstException)
                print(failed.done.count, failed.notDone.count)
                let late = try wait(for: futures, timeout: .milliseconds(100))
                print(late.done.count, late.notDone.count)
                let all = try wait(for: futures)
                print(all.done.map(\.name) == futures.map(\.name), all.notDone.isEmpty)
                let none = try wait(for: [Future<Int>](), returnWhen: .firstCompleted)
                print(none.done.count, none.notDone.count)
            }
        }
        #expect(messages == ["1 2", "2 1", "2 1", "true true", "0 0"])
    }

    @Test(arguments: schedules) func `futures come as they are completed`(schedule: Schedule) throws {
        let messages = try run(schedule) {
            try withThreadPool(maxWorkers: 4) { pool in
                let futures = try [3, 1, 2].map { number in
                    try pool.submit {
                        try Threading.sleep(for: .seconds(number))
                        return number
                    }
                }
                var completed = try asCompleted(futures)
                while let future = try completed.next() { print(try future.result()) }
                #expect(throws: ThreadingError.self) {
                    let endless = try pool.submit { try Threading.sleep(for: .seconds(5)) }
                    try asCompleted([endless], timeout: .seconds(1)).forEach { _ in }
                }
            }
        }
        #expect(messages == ["1", "2", "3"])
    }

    // MARK: Pools

    @Test(arguments: schedules)
    func `results of a map come in the order of the inputs, up to the first error`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            try withThreadPool(maxWorkers: 3) { pool in
                print(
                    try pool.map([3, 1, 2]) { number in
                        try Threading.sleep(for: .seconds(number))
                        return number * 10
                    }.values())
                var results = try pool.map(0..<4) { number -> Int in
                    if number == 2 { throw Trouble() }
                    return number
                }
                print(try results.next() ?? -1, try results.next() ?? -1)
                #expect(throws: Trouble.self) { try results.next() }
                print(try results.next() == nil)
                #expect(throws: ThreadingError.self) {
                    _ = try pool.map(0..<1, timeout: .seconds(1)) { _ in try Threading.sleep(for: .seconds(9))
                    }.values()
                }
            }
        }
        #expect(messages == ["[30, 10, 20]", "0 1", "true"])
    }

    @Test(arguments: schedules) func `closing can cancel what no worker has begun, and need not wait`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            let pool = try ThreadPool("pool", maxWorkers: 1)
            let begun = ThreadRuntime.Event("begun")
            let first = try pool.submit {
                try begun.set()
                try Threading.sleep(for: .seconds(1))
                return 1
            }
            let rest = try (0..<3).map { _ in try pool.submit { 2 } }
            try begun.wait()
            print(try pool.close(cancelFutures: true, wait: false))
            print(try first.result(), try rest.allSatisfy { try $0.isCancelled })
            print(try pool.close())
            #expect(throws: ThreadingError.poolClosed("pool")) { try pool.submit {} }
        }
        #expect(messages == ["false", "1 true", "true"])
    }

    @Test(arguments: schedules) func `each worker is set up once, and one that can not be breaks the pool`(
        schedule: Schedule
    ) throws {
        let messages = try run(schedule) {
            let local = ThreadLocal(0)
            try withThreadPool(maxWorkers: 2, initializer: { local.value = 7 }) { pool in
                print(try pool.map(0..<4) { _ in local.value }.values())
            }
            let pool = try ThreadPool("bad", maxWorkers: 2, initializer: { throw Trouble() })
            let future = try pool.submit { 1 }
            #expect(throws: ThreadingError.poolBroken("bad")) { try future.result() }
            #expect(throws: ThreadingError.poolBroken("bad")) { try pool.submit { 2 } }
            try pool.close()
            print(
                ThreadPool.defaultMaxWorkers, try ThreadPool("default").name, try Barrier(parties: 3).parties)
        }
        #expect(
            messages.filter { $0.hasPrefix("[") || $0.hasPrefix("8") } == ["[7, 7, 7, 7]", "8 default 3"])
        #expect(messages.contains { $0.contains("exception in the initializer of bad: trouble") })
    }
}
