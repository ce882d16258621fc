import Algorithms
import TestSupport
import Testing

import enum ThreadModel.Schedule
@testable import ThreadTrace

/// A trace without its past tells every moment from then on as the whole one does.
@Suite struct ContinuedTraceTests {
    /// Continues `whole` after `cut` of its events.
    private func continued(_ whole: EventBatch, after cut: Int) -> Trace {
        var beginning = Trace()
        beginning.append(
            EventBatch(events: Array(whole.events[..<cut]), names: whole.names, sources: whole.sources))
        var trace = Trace(continuing: beginning)
        trace.append(EventBatch(events: Array(whole.events[cut...])))
        return trace
    }

    private func expectSame(_ trace: Trace, as whole: Trace, _ cut: Int) throws {
        let fallen = whole.count - trace.count
        try #require(trace.floor + fallen == cut)
        try #require(trace.beginning.time == whole.moment(at: cut).time)
        #expect(trace.verdict == whole.verdict)
        #expect(trace.threadIDs.map { trace[$0]?.name } == whole.threadIDs.map { whole[$0]?.name })
        #expect(
            trace.resourceIDs.map { trace[$0]?.ordinal } == whole.resourceIDs.map { whole[$0]?.ordinal })
        for position in chain(stride(from: cut, to: whole.count, by: 3), [whole.count]) {
            let (now, then) = (trace.moment(at: position - fallen), whole.moment(at: position))
            try #require(now.position + fallen == position)
            try #require(now.stepCount == then.stepCount)
            try #require(now.time == then.time)
            try #require(now.hasDeadlock == then.hasDeadlock)
            for thread in whole.threadIDs {
                try #require(now.state(of: thread) == then.state(of: thread), "\(position) \(thread)")
                try #require(now.lastEvent(of: thread)?.kind == then.lastEvent(of: thread)?.kind)
                try #require(now.held(by: thread) == then.held(by: thread), "\(cut) \(position) \(thread)")
                guard now.state(of: thread).activity.isAlive else { continue }
                try #require(now.arrival(of: thread) == then.arrival(of: thread))
                try #require(now.source(of: thread) == then.source(of: thread))
            }
            for resource in whole.resourceIDs {
                try #require(words(now, resource) == words(then, resource))
                try #require(now.lastEvent(of: resource)?.thread == then.lastEvent(of: resource)?.thread)
                try #require(
                    now.waiters(of: resource) == then.waiters(of: resource), "\(position) \(resource)")
                try #require(now.waiterCount(of: resource) == then.waiterCount(of: resource))
                try #require(
                    now.takers(of: resource) == then.takers(of: resource),
                    "\(cut) \(position) \(resource) \(whole[resource].map { "\($0.kind)" } ?? "")")
                try #require(now.owner(of: resource) == then.owner(of: resource), "\(position) \(resource)")
            }
        }
        try expectSamePlaces(trace, as: whole, fallen)
        try expectSameMessages(trace, as: whole, fallen)
    }

    private func words(_ moment: Trace.Moment, _ resource: ResourceID) -> String {
        guard let value = moment.value(of: resource) else { return "nothing" }
        return value.isName ? moment.trace[NameID(value.number)] : "\(value.number)"
    }

    private func expectSamePlaces(_ trace: Trace, as whole: Trace, _ fallen: Int) throws {
        let floor = trace.floor
        for position in chain(stride(from: floor, to: trace.count, by: 3), [trace.count]) {
            let moment = trace.moment(at: position)
            #expect(
                trace.position(at: moment.time) + fallen
                    == max(whole.position(at: moment.time), floor + fallen))
            for step in [moment.stepCount, moment.stepCount + 1] where step > trace.beginning.stepCount {
                #expect(
                    trace.position(beforeStep: step) + fallen
                        == max(whole.position(beforeStep: step), floor + fallen))
                #expect(
                    trace.position(afterStep: step) + fallen
                        == max(whole.position(afterStep: step), floor + fallen))
            }
            for thread in trace.threadIDs {
                #expect(
                    trace.position(afterNextStepOf: thread, from: position).map { $0 + fallen }
                        == whole.position(afterNextStepOf: thread, from: position + fallen))
            }
        }
        let start = trace.beginning.time.nanoseconds
        let width = max((trace.end.nanoseconds - start) / 37, 1)
        // Two columns of which nothing is known any more; then all that there are.
        let columns = TimeColumns(
            start: Instant(nanoseconds: start + 1 - 2 * width), width: .nanoseconds(width), count: 42)
        for thread in trace.threadIDs {
            let told = trace.columns(of: thread, over: columns, until: trace.end)
            #expect(told[..<1].allSatisfy { $0 == nil })
            #expect(told[2...] == whole.columns(of: thread, over: columns, until: whole.end)[2...])
        }
    }

    private func expectSameMessages(_ trace: Trace, as whole: Trace, _ fallen: Int) throws {
        for thread in [nil] + trace.threadIDs.map(Optional.some) {
            var (own, other) = (trace.floor, trace.floor + fallen)
            while let message = whole.message(from: other, MessageFilter(thread: thread)) {
                try #require(
                    trace.message(from: own, MessageFilter(thread: thread)).map { $0 + fallen } == message)
                #expect(trace[trace[message - fallen].name] == whole[whole[message].name])
                (own, other) = (message - fallen + 1, message + 1)
            }
            #expect(trace.message(from: own, MessageFilter(thread: thread)) == nil)
            #expect(trace.message(before: trace.floor, MessageFilter(thread: thread)) == nil)
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `of events in any order`(seed: UInt64) throws {
        let random = RandomEvents(count: 260, seed: seed)
        let batch = EventBatch(events: random.events, names: random.names)
        for cut in [0, 13, 150, 259, 260] {
            try expectSame(continued(batch, after: cut), as: random.trace, cut)
        }
    }

    @Test(arguments: SampleRun.allCases)
    func `of real runs, also where it has been continued before, and when it has been saved`(
        sample: SampleRun
    )
        throws
    {
        for schedule in [Schedule.roundRobin] + (1...2).map({ .random(seed: $0) }) {
            let batch = try sample.batch(schedule)
            var whole = Trace()
            whole.append(batch)
            let count = whole.count
            for cut in [count / 7, count / 2] {
                var trace = continued(batch, after: cut / 2)
                let later = cut - (count - trace.count)
                trace = continued(trace.events(), after: later)
                try expectSame(trace, as: whole, cut)

                let (read, decoder) = try TraceFiles.decode(TraceFiles.encode(trace.events()))
                #expect(decoder.leftOut == nil)
                var saved = Trace()
                saved.append(read)
                try expectSame(saved, as: whole, cut)
            }
        }
    }

    @Test func `a permit that was taken twice is given back twice`() throws {
        var run = TraceBuilder()
        let (taker, other) = (run.thread("taker"), run.thread("other"))
        let semaphore = run.resource(.semaphore, "permits", capacity: 3)
        run.happen(taker, .acquire, .running, semaphore, value: 2)
        run.happen(taker, .acquire, .running, semaphore, value: 1)
        run.happen(other, .acquire, .running, semaphore, value: 0)
        let cut = run.trace.count
        run.happen(taker, .release, .running, semaphore, value: 1)
        run.happen(taker, .release, .running, semaphore, value: 2)
        run.happen(other, .release, .running, semaphore, value: 3)
        try expectSame(continued(run.trace.events(), after: cut), as: run.trace, cut)
    }

    @Test func `a lock that served as a signal does so on`() throws {
        var run = TraceBuilder()
        let (one, other) = (run.thread("one"), run.thread("other"))
        let lock = run.resource(.lock, "lock")
        run.happen(one, .acquire, .running, lock, value: 1)
        run.happen(other, .release, .running, lock, value: 0)
        run.happen(one, .acquire, .running, lock, value: 1)
        let cut = run.trace.count
        run.block(other, on: lock)
        let trace = continued(run.trace.events(), after: cut)
        #expect(trace.now.owner(of: lock) == nil)
        try expectSame(trace, as: run.trace, cut)
    }

    @Test func `names that nobody uses any more are forgotten, and all others known`() {
        var trace = Trace()
        trace.append(EventBatch(names: ["thread", "old", "said", "new"], oldestName: NameID(4)))
        trace.append(
            Event(
                time: .zero, thread: ThreadID(1), kind: .defineThread, activity: .new,
                resource: ResourceID(1),
                value: 1, step: 0))
        trace.append(
            Event(time: .zero, thread: ThreadID(1), kind: .log, activity: .running, value: 3, step: 1))
        var continued = Trace(continuing: trace)
        continued.append(EventBatch(names: ["newer"]))
        #expect((0...5).map { continued[NameID($0)] } == ["", "thread", "", "said", "new", "newer"])
        #expect(continued.names.count == 4)
        for _ in 0..<2 {
            continued = Trace(continuing: continued)
            #expect((0...5).map { continued[NameID($0)] } == ["", "thread", "", "said", "new", "newer"])
        }
    }
}
