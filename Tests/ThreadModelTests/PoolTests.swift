import Testing
import ThreadModel

@Suite struct PoolTests {
    @Test func `each task gets a worker until there are enough`() {
        var pool = PoolState(maxWorkers: 2)
        #expect(pool.submit(1) == .needsWorker(index: 0))
        #expect(pool.submit(2) == .needsWorker(index: 1))
        #expect(pool.submit(3) == .queued)
        #expect(pool.workers == 2)
        #expect(pool.queued == 3)
    }

    @Test func `tasks are taken in the order of their submission`() {
        var pool = PoolState(maxWorkers: 1)
        #expect(!pool.canTake)
        for task in [1, 2, 3] { _ = pool.submit(task) }
        #expect(pool.canTake)
        #expect(pool.take() == 1)
        #expect(pool.take() == 2)
        #expect(pool.take() == 3)
        #expect(!pool.canTake)
    }

    @Test func `a worker that rests takes the next task, and no other is added`() {
        var pool = PoolState(maxWorkers: 2)
        #expect(pool.submit(1) == .needsWorker(index: 0))
        #expect(pool.take() == 1)
        pool.rest()
        #expect(pool.submit(2) == .queued)
        // The one that rests has enough to do with b.
        #expect(pool.submit(3) == .needsWorker(index: 1))
    }

    @Test func `a worker whose task another took counts as free`() {
        var pool = PoolState(maxWorkers: 3)
        #expect(pool.submit(1) == .needsWorker(index: 0))
        #expect(pool.submit(2) == .needsWorker(index: 1))
        #expect(pool.take() == 1)
        pool.rest()
        #expect(pool.take() == 2)
        #expect(pool.submit(3) == .queued)
        #expect(pool.submit(4) == .needsWorker(index: 2))
    }

    @Test func `a closed pool takes no tasks and gives out what it has`() {
        var pool = PoolState(maxWorkers: 1)
        _ = pool.submit(1)
        pool.close()
        pool.close()
        #expect(pool.isClosed)
        #expect(pool.submit(2) == .closed)
        #expect(pool.queued == 1)
        #expect(pool.take() == 1)
        #expect(pool.canTake)
        #expect(pool.take() == nil)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `workers are added when more tasks wait than workers are free`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let maxWorkers = Int.random(in: 1...4, using: &random)
        for _ in 0..<40 {
            var pool = PoolState(maxWorkers: maxWorkers)
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
