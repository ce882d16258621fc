import TestSupport
import Testing

@testable import ThreadTrace

/// Columns by steps, and columns of either sort up to a position, beside going through all events.
@Suite struct StepColumnsTests {
    private static let cases: [(count: Int, seed: UInt64)] = [(8, 1), (60, 2), (300, 3), (2_000, 4)]

    @Test(arguments: cases)
    func `columns of steps are as going through all events tells them`(count: Int, seed: UInt64) throws {
        var run = RandomRun(count: count, seed: seed)
        for position in run.positions(20) {
            let last = run.trace.stepCount
            let columns = StepColumns(
                start: .random(in: 0...last, using: &run.random),
                width: .random(in: 1...max(last / 5, 1), using: &run.random), count: 40)
            let end = Int64(run.trace.moment(at: position).stepCount)
            for thread in run.threads {
                let expected = naive(
                    run, thread, position, end, count: 40, { Int64($0.step) },
                    { Int64(columns.start + columns.width * $0) })
                try #require(run.trace.columns(of: thread, over: columns, before: position) == expected)
            }
        }
    }

    @Test(arguments: cases)
    func `columns of time tell nothing from a position on`(count: Int, seed: UInt64) throws {
        var run = RandomRun(count: count, seed: seed)
        for position in run.positions(20) {
            let width = run.trace.end.nanoseconds / 30 + 1
            let columns = TimeColumns(start: .zero, width: .nanoseconds(width), count: 40)
            let now = run.trace.moment(at: position).time
            for thread in run.threads {
                let expected = naive(
                    run, thread, position, now.nanoseconds, count: 40, { $0.time.nanoseconds },
                    { width * Int64($0) })
                let shown = run.trace.columns(of: thread, over: columns, until: now, before: position)
                try #require(shown == expected)
            }
        }
    }

    private func naive(
        _ run: RandomRun, _ thread: ThreadID, _ position: Int, _ end: Int64, count: Int,
        _ place: (Event) -> Int64, _ start: (Int) -> Int64
    ) -> [LaneColumn?] {
        let own = run.events.prefix(position).filter { $0.thread == thread }
        return (0..<count).map { index in
            guard start(index) <= end else { return nil }
            let inside = own.filter { start(index) <= place($0) && place($0) < start(index + 1) }
            if inside.isEmpty {
                let before = own.last { place($0) < start(index) }
                let gone: [Activity] = [.new, .done, .failed]
                return before.flatMap { gone.contains($0.activity) ? nil : column($0, isChange: false) }
            }
            for set in ActivitySet.byTelling {
                if let event = inside.last(where: { set.contains(ActivitySet($0)) && ActivitySet($0) != [] })
                {
                    return column(event, isChange: true)
                }
            }
            return nil
        }
    }

    private func column(_ event: Event, isChange: Bool) -> LaneColumn {
        LaneColumn(
            activity: event.activity, resource: event.resource, holds: event.holds, isChange: isChange)
    }

    @Test func `a position lies before each step, with all that led up to it`() {
        let run = RandomRun(count: 300, seed: 5)
        for step in 0...run.trace.stepCount + 2 {
            #expect(run.trace.position(beforeStep: step) == run.events.count { $0.step < step })
        }
    }

    @Test func `the next step of a thread is found`() {
        var run = RandomRun(count: 300, seed: 6)
        for position in run.positions(30) {
            for thread in run.threads {
                let next = run.events.dropFirst(position).first { $0.thread == thread && $0.kind.isStep }
                let expected = next.map { next in run.events.count { $0.step <= next.step } }
                #expect(run.trace.position(afterNextStepOf: thread, from: position) == expected)
            }
        }
    }
}
