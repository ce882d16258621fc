import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ContentionTests {
    @Test func `waits are counted and measured from the block to what the thread does next`() throws {
        var run = TraceBuilder()
        let (a, b, c) = (run.thread("a"), run.thread("b"), run.thread("c"))
        let lock = run.resource(.lock, "lock")
        run.acquire(a, lock)  // at once
        run.at(milliseconds: 10)
        run.block(b, on: lock)
        run.at(milliseconds: 15)
        run.block(c, on: lock)
        run.at(milliseconds: 40)
        run.release(a, lock)
        run.acquire(b, lock)  // after 30 ms
        run.at(milliseconds: 115)
        run.release(b, lock)
        run.acquire(c, lock)  // after 100 ms
        let entry = try #require(RunAnalysis(run.trace).contention[lock])
        #expect(entry.uses == 3)
        #expect(entry.waits == 2)
        #expect(entry.waiting == 0)
        let end = run.trace.end
        #expect(entry.total(now: end) == .milliseconds(130))
        #expect(entry.longest(oldest: nil, now: end) == .milliseconds(100))
        let (median, high) = try #require(entry.percentiles(50, 99))
        #expect(abs(median.inSeconds - 0.030) < 0.030 * 0.001 + 1e-6)
        #expect(high == .milliseconds(100))
    }

    @Test func `a wait that goes on counts up to now`() throws {
        var run = TraceBuilder()
        let (a, b) = (run.thread("a"), run.thread("b"))
        let lock = run.resource(.lock, "lock")
        run.acquire(a, lock)
        run.at(milliseconds: 10)
        run.block(b, on: lock)
        let entry = try #require(RunAnalysis(run.trace).contention[lock])
        let now = Instant(nanoseconds: 60_000_000)
        #expect((entry.uses, entry.waits, entry.waiting) == (1, 1, 1))
        #expect(entry.percentiles(50, 99) == nil)
        #expect(entry.total(now: now) == .milliseconds(50))
        #expect(entry.longest(oldest: Instant(nanoseconds: 10_000_000), now: now) == .milliseconds(50))
    }

    @Test func `giving up ends a wait and is no use; told twice, a wait is one`() throws {
        var run = TraceBuilder()
        let (a, b) = (run.thread("a"), run.thread("b"))
        let seats = run.resource(.semaphore, "seats", capacity: 1)
        run.acquire(a, seats)
        run.at(milliseconds: 1)
        run.block(b, on: seats)
        run.at(milliseconds: 2)
        run.block(b, on: seats)
        run.at(milliseconds: 5)
        run.happen(b, .timeout, .running, seats)
        let entry = try #require(RunAnalysis(run.trace).contention[seats])
        #expect((entry.uses, entry.waits, entry.waiting) == (1, 1, 0))
        #expect(entry.total(now: run.trace.end) == .milliseconds(4))
    }

    @Test func `joins, futures and idle workers are nobody's contention`() {
        var run = TraceBuilder()
        let (a, b) = (run.thread("a"), run.thread("b"))
        let pool = run.resource(.pool, "pool", capacity: 1)
        run.block(a, on: pool)
        run.block(b, on: run.trace[a]?.resource ?? .none)
        #expect(RunAnalysis(run.trace).contention.resources.isEmpty)
    }

    @Test(arguments: 0..<20) func `numbers are those of a naive count`(_ seed: UInt64) throws {
        let run = RandomLocking(events: 2000, seed: seed)
        let analysis = RunAnalysis(run.trace)
        let now = run.trace.end
        for resource in run.locks {
            let naive = NaiveContention(run.trace, resource)
            let entry = analysis.contention[resource]
            try #require(entry?.uses ?? 0 == naive.uses)
            try #require(entry?.waits ?? 0 == naive.ended.count + naive.open.count)
            guard let entry else { continue }
            try #require(entry.total(now: now).nanoseconds == naive.total(now: now))
            try #require(entry.waiting == naive.open.count)
            let sorted = naive.ended.sorted()
            for percents in [(50.0, 99.0), (0, 50), (99, 99)] where !sorted.isEmpty {
                let percentiles = try #require(entry.percentiles(percents.0, percents.1))
                for (percent, wait) in [(percents.0, percentiles.low), (percents.1, percentiles.high)] {
                    let rank = max(Int((Double(sorted.count) * percent / 100).rounded(.up)), 1)
                    let exact = Double(sorted[rank - 1])
                    let told = Double(wait.nanoseconds)
                    // The histogram discerns a microsecond, and beyond 256 of them one in a hundred.
                    try #require(told >= exact && told <= max(exact * 1.01, exact + 1024))
                }
            }
            let oldest = naive.open.min().map(Instant.init(nanoseconds:))
            let longest = max(sorted.last ?? 0, oldest.map { now.nanoseconds - $0.nanoseconds } ?? 0)
            if entry.waits > 0 {
                try #require(entry.longest(oldest: oldest, now: now)?.nanoseconds == longest)
            }
        }
    }

    @Test func `folding as events come gives what folding all at once gives`() throws {
        var random = SplitMix64(seed: 99)
        let run = RandomLocking(events: 3000, seed: 99)
        var growing = Trace()
        var analysis = RunAnalysis()
        for index in 0..<run.trace.count {
            growing.append(run.trace[index])
            if Int.random(in: 0..<7, using: &random) == 0 { analysis.fold(growing) }
        }
        analysis.fold(growing)
        let whole = RunAnalysis(run.trace)
        for resource in run.locks {
            #expect(analysis.contention[resource]?.uses == whole.contention[resource]?.uses)
            #expect(
                analysis.contention[resource]?.total(now: growing.end)
                    == whole.contention[resource]?.total(now: growing.end))
        }
    }
}

/// The same by looking at each thread's events in turn.
private struct NaiveContention {
    var uses = 0
    var ended: [Int64] = []
    var open: [Int64] = []

    init(_ trace: Trace, _ resource: ResourceID) {
        for thread in trace.threadIDs {
            let events = (0..<trace.count).map { trace[$0] }.filter { $0.thread == thread }
            var since: Int64?
            for event in events {
                let waits = event.activity == .waiting && event.resource == resource
                if let start = since, !waits {
                    ended.append(event.time.nanoseconds - start)
                    since = nil
                }
                if waits, since == nil { since = event.time.nanoseconds }
                if event.kind == .acquire, event.resource == resource { uses += 1 }
            }
            if let since { open.append(since) }
        }
    }

    func total(now: Instant) -> Int64 {
        ended.reduce(0, +) + open.reduce(0) { $0 + now.nanoseconds - $1 }
    }
}
