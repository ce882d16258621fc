import TestSupport
import Testing
import ThreadTrace

@Suite struct TraceMomentTests {
    private static let cases: [(count: Int, seed: UInt64)] =
        [(20, 1), (60, 2), (500, 3), (1_000, 4), (5_000, 5)] + (6...30).map { (150, $0) }

    @Test(arguments: cases)
    func `every moment is as going through all events tells it`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        for position in Self.positions(upTo: count, seed: seed) {
            let moment = trace.moment(at: position)
            for thread in (0...UInt32(random.threads + 1)).map(ThreadID.init) {
                try #require(moment.state(of: thread) == naive.state(of: thread, at: position))
                try #require(moment.lastEvent(of: thread) == naive.lastEvent(of: thread, before: position))
            }
            let waiters = naive.waiters(at: position)
            for resource in (0...UInt32(random.resources + 1)).map(ResourceID.init) {
                let (value, expected) = (moment.value(of: resource), naive.value(of: resource, at: position))
                try #require(value?.number == expected?.number)
                try #require(value?.isName == expected?.isName)
                try #require(moment.holder(of: resource) == naive.holder(of: resource, at: position))
                try #require(moment.waiters(of: resource) == waiters[resource, default: []])
                let last = naive.lastEvent(of: resource, before: position)
                try #require(moment.lastEvent(of: resource) == last)
            }
        }
    }

    /// Both ends, their neighbours, and some in between.
    private static func positions(upTo count: Int, seed: UInt64) -> Set<Int> {
        var random = SplitMix64(seed: seed)
        let inside = (0..<20).map { _ in Int.random(in: 0...count, using: &random) }
        return Set(inside + [0, 1, count - 1, count])
    }

    @Test func `positions outside the trace are held to its ends`() {
        let trace = RandomEvents(count: 50, seed: 1).trace
        #expect(trace.moment(at: -1).position == 0)
        #expect(trace.moment(at: .min).position == 0)
        #expect(trace.moment(at: .max).position == 50)
        #expect(trace.now.position == 50)
    }

    @Test func `before its definition a thread is unborn and a resource worth nothing`() {
        let trace = RandomEvents(count: 50, seed: 1).trace
        let before = trace.moment(at: 0)
        #expect(before.state(of: ThreadID(1)) == .unborn)
        #expect(before.value(of: ResourceID(1)) == nil)
        #expect(before.lastEvent(of: ThreadID(1)) == nil)
        #expect(before.lastEvent(of: ResourceID(1)) == nil)
    }

    @Test func `who deadlocks keeps its place among those who wait, now and later`() {
        var trace = Trace()
        for thread in 1...3 as ClosedRange<UInt32> { trace.append(.define(thread)) }
        trace.append(.define(resource: 4, .lock))
        trace.append(.waits(3, for: 4, at: 10))
        trace.append(.waits(2, for: 4, at: 20))
        trace.append(.waits(2, for: 4, at: 30, activity: .deadlocked))
        trace.append(.waits(3, for: 4, at: 30, activity: .deadlocked))
        let expected = [ThreadID(3), ThreadID(2)]
        #expect(trace.now.waiters(of: ResourceID(4)) == expected)
        trace.append(.define(resource: 5, .lock))
        #expect(trace.moment(at: trace.count - 1).waiters(of: ResourceID(4)) == expected)
    }

    @Test func `of those who began to wait at the same instant the first comes first`() {
        var trace = Trace()
        for thread in 1...2 as ClosedRange<UInt32> { trace.append(.define(thread)) }
        trace.append(.define(resource: 3, .queue))
        trace.append(.waits(2, for: 3, at: 10))
        trace.append(.waits(1, for: 3, at: 10))
        trace.append(.define(resource: 4, .lock))
        #expect(trace.moment(at: 5).waiters(of: ResourceID(3)) == [ThreadID(2), ThreadID(1)])
        #expect(trace.now.waiters(of: ResourceID(3)) == [ThreadID(2), ThreadID(1)])
    }

    @Test func `a lock is held by the thread that its last event names`() {
        var trace = Trace()
        trace.append(.define(1))
        trace.append(.define(resource: 2, .rlock))
        trace.append(.define(resource: 3, .semaphore))
        trace.append(.takes(1, 2, value: 1))
        trace.append(.takes(1, 3, value: 1))
        #expect(trace.now.holder(of: ResourceID(2)) == ThreadID(1))
        #expect(trace.now.holder(of: ResourceID(3)) == nil)
        trace.append(.takes(1, 2, value: 0))
        #expect(trace.now.holder(of: ResourceID(2)) == nil)
    }

    @Test func `a shared value may be the name of a text, other values never are`() {
        var trace = Trace()
        trace.append(.define(1))
        trace.append(.define(resource: 2, .shared))
        trace.append(.define(resource: 3, .queue))
        trace.append(.takes(1, 2, value: 7, detail: Event.valueIsName))
        trace.append(.takes(1, 3, value: 7, detail: Event.valueIsName))
        #expect(trace.now.value(of: ResourceID(2)) ?? (0, false) == (7, true))
        #expect(trace.now.value(of: ResourceID(3)) ?? (0, true) == (7, false))
    }
}
