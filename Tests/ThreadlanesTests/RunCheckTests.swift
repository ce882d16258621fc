import TestSupport
import ThreadTrace
import Testing

@testable import Threadlanes

/// What is found in the first events of a run, however they come.
@Suite struct RunCheckTests {
    /// Two threads that write a value, over and over, without any order.
    private let events: [ThreadTrace.Event] =
        [.define(1), .define(2), .define(resource: 3, .shared)]
        + (1...4 as ClosedRange<UInt32>).map { step in
            Event(
                time: Instant(nanoseconds: Int64(step)), thread: ThreadID(step % 2 + 1),
                kind: .write, activity: .running, resource: ResourceID(3), value: Int32(step), step: step)
        }

    private func check(_ sizes: Int, limit: Int) -> String {
        var check = RunCheck(limit: limit)
        for start in stride(from: 0, to: events.count, by: sizes) {
            check.take(EventBatch(events: Array(events[start..<min(start + sizes, events.count)])))
        }
        return check.report.short
    }

    @Test(arguments: 1...7) func `batches are cut where the limit is`(_ size: Int) {
        #expect(
            check(size, limit: 4) == "\(programName): only the first 4 events were looked at for findings\n")
        let one = check(size, limit: 5)
        #expect(one.contains("1 data race: "))
        #expect(one.hasSuffix("only the first 5 events were looked at for findings\n"))
    }

    @Test(arguments: 1...7) func `a run that is not longer is looked at whole`(_ size: Int) {
        #expect(check(size, limit: 7).contains("1 data race: "))
        #expect(!check(size, limit: 7).contains("only"))
        #expect(check(size, limit: 6).contains("only the first 6 events"))
    }
}
