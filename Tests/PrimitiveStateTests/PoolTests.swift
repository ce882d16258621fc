import Testing
import ThreadRuntime

@Suite struct PoolTests {
    private struct StillThere: Error {
        let threads: [String]
    }

    @Test func `a pool needs a worker`() {
        let complaint = ThreadingError.invalidArgument("a pool needs 1 worker or more, not 0")
        #expect(throws: complaint) { try PoolState<Int>(maxWorkers: 0) }
    }

    @Test func `each task gets a worker until there are enough`() throws {
        var pool = try PoolState<String>(maxWorkers: 2)
        #expect(pool.submit("a") == .needsWorker(index: 0))
        #expect(pool.submit("b") == .needsWorker(index: 1))
        #expect(pool.submit("c") == .queued)
        #expect(pool.workers == 2)
        #expect(pool.queued == 3)
    }

    @Test func `tasks are taken in the order of their submission`() throws {
        var pool = try PoolState<String>(maxWorkers: 1)
        #expect(!pool.canTake)
        for task in ["a", "b", "c"] { _ = pool.submit(task) }
        #expect(pool.canTake)
        #expect(pool.take() == "a")
        #expect(pool.take() == "b")
        #expect(pool.take() == "c")
        #expect(!pool.canTake)
    }

    @Test func `a worker that rests takes the next task, and no other is added`() throws {
        var pool = try PoolState<String>(maxWorkers: 2)
        #expect(pool.submit("a") == .needsWorker(index: 0))
        #expect(pool.take() == "a")
        pool.rest()
        #expect(pool.submit("b") == .queued)
        // The one that rests has enough to do with b.
        #expect(pool.submit("c") == .needsWorker(index: 1))
    }

    @Test func `a worker whose task another took counts as free`() throws {
        var pool = try PoolState<String>(maxWorkers: 3)
        #expect(pool.submit("a") == .needsWorker(index: 0))
        #expect(pool.submit("b") == .needsWorker(index: 1))
        #expect(pool.take() == "a")
        pool.rest()
        #expect(pool.take() == "b")
        #expect(pool.submit("c") == .queued)
        #expect(pool.submit("d") == .needsWorker(index: 2))
    }

    @Test func `a closed pool takes no tasks and gives out what it has`() throws {
        var pool = try PoolState<String>(maxWorkers: 1)
        _ = pool.submit("a")
        pool.close()
        pool.close()
        #expect(pool.isClosed)
        #expect(pool.submit("b") == .closed)
        #expect(pool.queued == 1)
        #expect(pool.take() == "a")
        #expect(pool.canTake)
        #expect(pool.take() == nil)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `closing waits for a worker that another thread is about to start`(seed: UInt64) throws {
        let scenario = Scenario("closing", title: "", summary: "") {
            let pool = try ThreadPool(maxWorkers: 1)
            let submitter = Thread(name: "submitter") {
                do { try pool.submit {} } catch ThreadingError.poolClosed {}
            }
            try submitter.start()
            try pool.close()
            let rest = try Threading.enumerate().map(\.name)
            guard !rest.contains("worker-0") else { throw StillThere(threads: rest) }
        }
        let run = Run(scenario, schedule: .random(seed: seed), speed: .max)
        try run.start()
        #expect(run.wait() == .finished)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `workers are added when more tasks wait than workers are free`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let maxWorkers = Int.random(in: 1...4, using: &random)
        for _ in 0..<40 {
            var pool = try PoolState<Int>(maxWorkers: maxWorkers)
            // Whether each worker is busy. Tasks are numbered as they come.
            var workers: [Bool] = []
            var submitted = 0
            var taken = 0
            for _ in 0..<60 {
                let someone = workers.indices.randomElement(using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0...1:
                    submitted += 1
                    let lacksWorkers = submitted - taken > workers.count { !$0 }
                    if lacksWorkers, workers.count < maxWorkers {
                        try #require(pool.submit(submitted) == .needsWorker(index: workers.count))
                        workers.append(false)
                    } else {
                        try #require(pool.submit(submitted) == .queued)
                    }
                case 2...3:
                    guard let someone, !workers[someone], submitted > taken else { break }
                    taken += 1
                    try #require(pool.take() == taken)
                    workers[someone] = true
                default:
                    guard let someone, workers[someone] else { break }
                    pool.rest()
                    workers[someone] = false
                }
                try #require(pool.queued == submitted - taken)
                try #require(pool.workers == workers.count)
                try #require(pool.canTake == (submitted > taken))
                // Nothing is ever left undone for want of a worker.
                try #require(submitted == taken || !workers.isEmpty)
            }
            pool.close()
            try #require(pool.submit(0) == .closed)
            while taken < submitted {
                taken += 1
                try #require(pool.take() == taken)
            }
            try #require(pool.canTake)
            try #require(pool.take() == nil)
        }
    }
}
