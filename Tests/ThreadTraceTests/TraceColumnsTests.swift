import TestSupport
import Testing

@testable import ThreadTrace

@Suite struct TraceColumnsTests {
    private static let cases: [(count: Int, seed: UInt64)] = [
        (20, 21), (60, 22), (200, 23), (1_000, 24), (1_500, 25), (5_000, 26),
    ]

    @Test(arguments: cases)
    func `columns are as going through all events tells them`(count: Int, seed: UInt64) throws {
        let random = RandomEvents(count: count, seed: seed)
        let (trace, naive) = (random.trace, NaiveTrace(random.events))
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let columns = Self.columns(upTo: trace.end, using: &generator)
            let now = Self.now(upTo: trace.end, using: &generator)
            for thread in trace.threadIDs {
                let expected = naive.columns(of: thread, over: columns, until: now)
                let comment = Comment("thread \(thread) over \(columns) until \(now)")
                try #require(trace.columns(of: thread, over: columns, until: now) == expected, comment)
            }
        }
    }

    /// A stretch that begins a little before the run or anywhere in it, and ends anywhere, also long after it.
    private static func columns(upTo end: Instant, using random: inout SplitMix64) -> TimeColumns {
        let span = max(end.nanoseconds, 10)
        let width = span / .random(in: 1...200, using: &random) + .random(in: 1...3, using: &random)
        return TimeColumns(
            start: Instant(nanoseconds: .random(in: -span / 10...span, using: &random)),
            width: .nanoseconds(width), count: Int.random(in: 0...80, using: &random))
    }

    /// As often somewhere in the past as at the end.
    private static func now(upTo end: Instant, using random: inout SplitMix64) -> Instant {
        Instant(nanoseconds: min(.random(in: 0...end.nanoseconds * 2, using: &random), end.nanoseconds))
    }

    private func lane(_ events: [Event]) -> Trace {
        var trace = Trace()
        trace.append(.define(1))
        for event in events { trace.append(event) }
        return trace
    }

    /// Columns of ten nanoseconds from the beginning on, as what they show.
    private func shown(_ trace: Trace, count: Int, until now: Int64 = 1_000) -> [Activity?] {
        let columns = TimeColumns(start: .zero, width: .nanoseconds(10), count: count)
        return trace.columns(of: ThreadID(1), over: columns, until: Instant(nanoseconds: now))
            .map { $0?.activity }
    }

    @Test func `a state goes on until the next begins`() {
        let trace = lane([.becomes(.running, 1, at: 12), .becomes(.sleeping, 1, at: 30)])
        #expect(shown(trace, count: 5) == [nil, .running, .running, .sleeping, .sleeping])
        let columns = TimeColumns(start: .zero, width: .nanoseconds(10), count: 5)
        let changes = trace.columns(of: ThreadID(1), over: columns, until: .distantFuture).map {
            $0?.isChange
        }
        #expect(changes == [nil, true, false, true, false])
    }

    @Test func `a wait is seen however short it is`() {
        let trace = lane([
            .becomes(.running, 1, at: 10), .waits(1, for: 1, at: 11), .becomes(.running, 1, at: 12),
        ])
        #expect(shown(trace, count: 3) == [nil, .waiting, .running])
    }

    @Test(arguments: [Activity.done, .failed])
    func `after its end a lane is empty`(end: Activity) {
        let trace = lane([.becomes(.running, 1, at: 0), .becomes(end, 1, at: 15)])
        #expect(shown(trace, count: 4) == [.running, end, nil, nil])
    }

    @Test func `a deadlock goes on for as long as one looks`() {
        let trace = lane([.becomes(.deadlocked, 1, at: 5)])
        #expect(shown(trace, count: 3) == [.deadlocked, .deadlocked, .deadlocked])
    }

    @Test func `nothing is shown after now, not even within its column`() {
        let trace = lane([.becomes(.running, 1, at: 0), .becomes(.failed, 1, at: 15)])
        #expect(shown(trace, count: 3, until: 14) == [.running, .running, nil])
        #expect(shown(trace, count: 3, until: 15) == [.running, .failed, nil])
        #expect(shown(trace, count: 3, until: -1) == [nil, nil, nil])
    }

    @Test func `columns without width, without number or beyond all time do no harm`() {
        let trace = lane([.becomes(.running, 1, at: 0)])
        func count(_ start: Instant, _ width: Duration, _ count: Int) -> Int {
            let columns = TimeColumns(start: start, width: width, count: count)
            return trace.columns(of: ThreadID(1), over: columns, until: .distantFuture).count
        }
        #expect(count(.zero, .zero, 3) == 3)
        #expect(count(.zero, .seconds(1), -1) == 0)
        #expect(count(.zero, .seconds(Int64.max), 3) == 3)
        #expect(count(Instant(nanoseconds: .max - 5), .nanoseconds(3), 5) == 5)
        #expect(count(Instant(nanoseconds: .min), .nanoseconds(3), 5) == 5)
    }
}
