import TestSupport
import Testing
import ThreadTrace

/// Names, places, and numbers that stand for nothing.
@Suite struct TraceNamesTests {
    private let place = SourceLocation(file: "Module/File.swift", line: 7)

    @Test func `names and places are numbered from one, batch after batch`() {
        var trace = Trace()
        trace.append(EventBatch(names: ["a", "b"], sources: [place]))
        trace.append(EventBatch(names: ["c"], sources: [SourceLocation(file: "Other.swift", line: 1)]))
        #expect([0, 1, 2, 3].map { trace[NameID($0)] } == ["", "a", "b", "c"])
        #expect(trace[SourceID(1)] == place)
        #expect(trace[SourceID(2)]?.file == "Other.swift")
    }

    @Test(arguments: [2, -1, .max, .min] as [Int32])
    func `a name that was never defined is empty`(number: Int32) {
        var trace = Trace()
        trace.append(EventBatch(names: ["a"]))
        #expect(trace[NameID(number)] == "")
    }

    @Test(arguments: [0, 2, .max] as [UInt16])
    func `an unknown place is none`(number: UInt16) {
        var trace = Trace()
        trace.append(EventBatch(sources: [place]))
        #expect(trace[SourceID(number)] == nil)
    }

    @Test(arguments: [0, 2, .max] as [UInt32])
    func `a thread or resource that was never defined is nothing`(number: UInt32) {
        var trace = Trace()
        trace.append(.define(1))
        trace.append(.becomes(.running, 1, at: 1))
        let columns = TimeColumns(start: .zero, width: .nanoseconds(1), count: 3)
        for moment in [trace.now, trace.moment(at: 1)] {
            #expect(moment.state(of: ThreadID(number)) == .unborn)
            #expect(moment.lastEvent(of: ThreadID(number)) == nil)
            #expect(moment.value(of: ResourceID(number)) == nil)
            #expect(moment.holder(of: ResourceID(number)) == nil)
            #expect(moment.waiters(of: ResourceID(number)) == [])
            #expect(moment.lastEvent(of: ResourceID(number)) == nil)
        }
        #expect(trace[ThreadID(number)] == nil)
        #expect(trace[ResourceID(number)] == nil)
        #expect(trace.columns(of: ThreadID(number), over: columns, until: .distantFuture) == [nil, nil, nil])
    }

    @Test(arguments: [0, 2, .max] as [UInt32])
    func `events of what was never defined are kept and change nothing`(number: UInt32) {
        var trace = Trace()
        trace.append(.define(1))
        trace.append(.waits(1, for: number, at: 1))
        trace.append(.waits(number, for: 1, at: 2))
        trace.append(.waits(number, for: number, at: 3))
        #expect(trace.count == 4)
        #expect(trace[3].thread == ThreadID(number))
        #expect(trace.now.state(of: ThreadID(1)).resource == ResourceID(number))
        #expect(trace.now.waiters(of: ResourceID(1)) == [])
        #expect(trace.threadCount == 1)
        #expect(trace.resourceCount == 1)
    }

    @Test(arguments: [0, 5, .max] as [UInt32])
    func `a capacity is told as far as it can be counted`(capacity: UInt32) {
        var trace = Trace()
        var definition = Event.define(resource: 1, .queue)
        definition.holds = ResourceID(capacity)
        trace.append(definition)
        #expect(trace[ResourceID(1)]?.capacity == Int32(clamping: capacity))
    }

    /// Four bits of an event tell it: there is room for no other.
    @Test(arguments: ResourceKind.allCases) func `a resource is of the kind that its definition tells`(
        kind: ResourceKind
    ) {
        var trace = Trace()
        trace.append(
            Event(
                time: .zero, thread: .runtime, kind: .defineResource, activity: .new, resource: ResourceID(1),
                detail: kind.rawValue, step: 0))
        #expect(trace[ResourceID(1)]?.kind == kind)
    }

    @Test func `the verdict is that of its event`() {
        var trace = Trace()
        trace.append(EventBatch(names: ["a waits for b"]))
        trace.append(.verdict(.finished, message: 0))
        #expect(trace.verdict == .finished)
        trace.append(.verdict(.deadlocked, message: 1))
        #expect(trace.verdict == .deadlocked("a waits for b"))
        trace.append(.verdict(.failed, message: 9))
        #expect(trace.verdict == .failed(""))
        trace.append(.verdict(.cancelled, message: 1))
        #expect(trace.verdict == .cancelled)
        #expect(trace.verdict?.description == "cancelled")
    }
}

extension Event {
    fileprivate static func verdict(_ outcome: Verdict.Outcome, message: Int32) -> Event {
        Event(
            time: .zero, thread: .runtime, kind: .verdict, activity: .done, value: message,
            detail: outcome.rawValue, step: 0)
    }
}
