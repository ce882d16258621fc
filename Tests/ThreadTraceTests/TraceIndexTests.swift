import TestSupport
import Testing
import ThreadTrace

/// Finding one's way in a trace: by time, by step, by message.
@Suite struct TraceIndexTests {
    private static let cases: [(count: Int, seed: UInt64)] = [
        (20, 11), (100, 12), (700, 13), (5_000, 14),
    ]

    @Test(arguments: cases)
    func `events are kept as they came`(count: Int, seed: UInt64) {
        let random = RandomEvents(count: count, seed: seed)
        let trace = random.trace
        #expect(trace.count == count)
        #expect((0..<count).map { trace[$0] } == random.events)
        #expect(trace.end == random.events.last?.time)
        #expect(trace.stepCount == random.events.count { $0.kind.isStep })
    }

    @Test(arguments: cases)
    func `a time's position is after all that had happened by then`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        var generator = SplitMix64(seed: seed)
        let instants = (0..<50).map { _ in random.events[.random(in: 0..<count, using: &generator)].time }
        let neighbours = instants.flatMap { instant in
            [-1, 0, 1].map { instant.advanced(by: .nanoseconds($0)) }
        }
        for time in neighbours + [.zero, .distantFuture, Instant(nanoseconds: .min)] {
            try #require(trace.position(at: time) == naive.position(at: time))
        }
    }

    @Test(arguments: cases)
    func `a step's position is right after it`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        var generator = SplitMix64(seed: seed)
        let some = (0..<50).map { _ in Int.random(in: 1...trace.stepCount, using: &generator) }
        for step in some + [1, trace.stepCount] {
            try #require(trace.position(afterStep: step) == naive.position(afterStep: step))
        }
        #expect(trace.position(afterStep: trace.stepCount + 1) == count)
        #expect(trace.position(afterStep: .max) == count)
    }

    @Test(arguments: cases)
    func `messages are counted up to a position`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        let all = naive.messages(before: count)
        #expect(trace.messageCount == all.count)
        #expect(all.indices.map(trace.message) == all)
        var generator = SplitMix64(seed: seed)
        let some = (0..<50).map { _ in Int.random(in: 0...count, using: &generator) }
        for position in some + [-1, 0, count, .max] {
            let expected = naive.messages(before: max(position, 0)).count
            try #require(trace.messageCount(at: position) == expected)
        }
    }

    @Test(arguments: cases)
    func `threads and resources are known as they were defined`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        #expect(Array(trace.threadIDs) == naive.threads)
        #expect(Array(trace.resourceIDs) == naive.resources)
        #expect(trace.threadCount == naive.threads.count)
        #expect(trace.resourceCount == naive.resources.count)
        for thread in naive.threads { #expect(trace[thread]?.name == "thread \(thread.number)") }
        let plain: [ResourceKind] = [.thread, .logger, .future, .timer, .pool]
        var coloured = 0
        for resource in naive.resources {
            let kind = try #require(naive.kind(of: resource))
            #expect(trace[resource]?.kind == kind)
            #expect(trace[resource]?.ordinal == coloured)
            if kind != .thread { #expect(trace[resource]?.name == "resource \(resource.number)") }
            coloured += plain.contains(kind) ? 0 : 1
        }
    }

    @Test func `an empty trace answers everything with nothing`() {
        let trace = Trace()
        #expect(trace.count == 0)
        #expect(trace.end == .zero)
        #expect(trace.stepCount == 0)
        #expect(trace.position(at: .zero) == 0)
        #expect(trace.position(afterStep: 1) == 0)
        #expect(trace.messageCount(at: 0) == 0)
        #expect(trace.verdict == nil)
        #expect(trace.threadIDs.isEmpty)
        #expect(trace.now.state(of: ThreadID(1)) == .unborn)
    }
}
