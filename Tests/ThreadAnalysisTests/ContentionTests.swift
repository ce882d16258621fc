import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct ContentionTests {
    @Test func `waits are counted and measured from the block to what the thread does next`() throws {
        var story = Story()
        let (a, b, c) = (story.thread("a"), story.thread("b"), story.thread("c"))
        let lock = story.resource(.lock, "lock")
        story.acquire(a, lock)  // at once
        story.at(10)
        story.block(b, lock)
        story.at(15)
        story.block(c, lock)
        story.at(40)
        story.release(a, lock)
        story.acquire(b, lock)  // after 30 ms
        story.at(115)
        story.release(b, lock)
        story.acquire(c, lock)  // after 100 ms
        let entry = try #require(RunAnalysis(story.trace).contention[lock])
        #expect(entry.uses == 3)
        #expect(entry.waits == 2)
        #expect(entry.waiting == 0)
        let end = story.trace.end
        #expect(entry.total(now: end) == .milliseconds(130))
        #expect(entry.longest(oldest: nil, now: end) == .milliseconds(100))
        let (median, high) = try #require(entry.percentiles(50, 99))
        #expect(abs(median.inSeconds - 0.030) < 0.030 * 0.001 + 1e-6)
        #expect(high == .milliseconds(100))
    }

    @Test func `a wait that goes on counts up to now`() throws {
        var story = Story()
        let (a, b) = (story.thread("a"), story.thread("b"))
        let lock = story.resource(.lock, "lock")
        story.acquire(a, lock)
        story.at(10)
        story.block(b, lock)
        let entry = try #require(RunAnalysis(story.trace).contention[lock])
        let now = Instant(nanoseconds: 60_000_000)
        #expect((entry.uses, entry.waits, entry.waiting) == (1, 1, 1))
        #expect(entry.percentiles(50, 99) == nil)
        #expect(entry.total(now: now) == .milliseconds(50))
        #expect(entry.longest(oldest: Instant(nanoseconds: 10_000_000), now: now) == .milliseconds(50))
    }

    @Test func `giving up ends a wait and is no use; told twice, a wait is one`() throws {
        var story = Story()
        let (a, b) = (story.thread("a"), story.thread("b"))
        let seats = story.resource(.semaphore, "seats", capacity: 1)
        story.acquire(a, seats)
        story.at(1)
        story.block(b, seats)
        story.at(2)
        story.block(b, seats)
        story.at(5)
        story.tell(b, .timeout, .running, seats)
        let entry = try #require(RunAnalysis(story.trace).contention[seats])
        #expect((entry.uses, entry.waits, entry.waiting) == (1, 1, 0))
        #expect(entry.total(now: story.trace.end) == .milliseconds(4))
    }

    @Test func `joins, futures and idle workers are nobody's contention`() {
        var story = Story()
        let (a, b) = (story.thread("a"), story.thread("b"))
        let pool = story.resource(.pool, "pool", capacity: 1)
        story.block(a, pool)
        story.block(b, story.trace[a]?.resource ?? .none)
        #expect(RunAnalysis(story.trace).contention.resources.isEmpty)
    }

    @Test(arguments: 0..<20) func `numbers are those of a naive count`(_ seed: UInt64) throws {
        var random = Seeded(state: seed)
        let story = RandomStory(&random, events: 2000)
        let analysis = RunAnalysis(story.trace)
        let now = story.trace.end
        for resource in story.resources {
            let naive = NaiveContention(story.trace, resource)
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
                    // The histogram discerns a microsecond, and beyond 2,048 of them one in a thousand.
                    try #require(told >= exact && told <= max(exact * 1.001, exact + 1024))
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
        var random = Seeded(state: 99)
        let story = RandomStory(&random, events: 3000)
        var growing = Trace()
        var analysis = RunAnalysis()
        for index in 0..<story.trace.count {
            growing.append(story.trace[index])
            if Int.random(in: 0..<7, using: &random) == 0 { analysis.fold(growing) }
        }
        analysis.fold(growing)
        let whole = RunAnalysis(story.trace)
        for resource in story.resources {
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
