import ThreadModel
import ThreadRuntime
import ThreadTrace
import Testing

/// A trace takes its events by the batch, and stores them in blocks that know nothing of batches.
@Suite struct TraceBatchTests {
    @Test("Events appended in batches of any size are those appended one by one")
    func batches() {
        var generator = SplitMix64(seed: 1)
        let events = (0..<20_000).map { event($0, &generator) }
        var single = Trace()
        for event in events { single.append(event) }
        for sizes in [1...1, 4_095...4_097, 1...9_000] {
            var trace = Trace()
            var rest = events[...]
            while !rest.isEmpty {
                let size = Int.random(in: sizes, using: &generator)
                trace.append(EventBatch(events: Array(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
            #expect((0..<trace.count).map { trace[$0] } == events)
            for position in stride(from: 0, through: events.count, by: 499) {
                let (one, other) = (trace.moment(at: position), single.moment(at: position))
                #expect(trace.threadIDs.allSatisfy { one.state(of: $0) == other.state(of: $0) })
                #expect(trace.resourceIDs.allSatisfy { one.waiters(of: $0) == other.waiters(of: $0) })
            }
        }
    }

    @Test("A column tells the most telling of its events, however far the view is zoomed out")
    func columns() {
        var generator = SplitMix64(seed: 2)
        var trace = Trace()
        for number in 0..<20_000 { trace.append(event(number, &generator)) }
        for width in [7, 100, 3_000] {
            let columns = TimeColumns(start: .zero, width: .nanoseconds(width), count: 60)
            for thread in trace.threadIDs {
                let shown = trace.columns(of: thread, over: columns, until: trace.end)
                for (index, column) in shown.enumerated() {
                    let range = min(index * width, trace.count)..<min((index + 1) * width, trace.count)
                    guard range.contains(where: { trace[$0].thread == thread && trace[$0].isWait }) else {
                        continue
                    }
                    #expect(column?.activity == .waiting)
                }
            }
        }
    }

    /// One event a nanosecond: definitions of 8 threads first, then anything but an end.
    private func event(_ number: Int, _ generator: inout SplitMix64) -> ThreadTrace.Event {
        let time = Instant(nanoseconds: Int64(number))
        guard number >= 8 else {
            let id = UInt32(number + 1)
            return ThreadTrace.Event(
                time: time, thread: ThreadID(id), kind: .defineThread, activity: .new,
                resource: ResourceID(id), step: 0)
        }
        let activities: [(Activity, EventKind)] = [
            (.running, .acquire), (.sleeping, .sleep), (.waiting, .block),
        ]
        let odds = Int.random(in: 0..<40, using: &generator)
        let (activity, kind) = activities[odds < 30 ? 0 : odds < 39 ? 1 : 2]
        return ThreadTrace.Event(
            time: time, thread: ThreadID(.random(in: 1...8, using: &generator)), kind: kind,
            activity: activity,
            resource: ResourceID(.random(in: 1...8, using: &generator)), step: UInt32(number))
    }
}

extension ThreadTrace.Event {
    fileprivate var isWait: Bool { activity == .waiting }
}
