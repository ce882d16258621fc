import TestSupport
import Testing

import enum ThreadModel.Schedule

@testable import ThreadTrace

/// A run step by step.
@Suite struct TraceStepsTests {
    @Test(arguments: SampleRun.allCases)
    func `every step has its event, and there are no others`(_ sample: SampleRun) throws {
        var trace = Trace()
        trace.append(try sample.batch(.random(seed: 3)))
        var seen = 0
        for number in 0..<trace.count where trace[number].kind.isStep {
            seen += 1
            #expect(trace.eventNumber(ofStep: Int(trace[number].step)) == number)
        }
        #expect(seen == trace.stepCount)
        #expect(trace.eventNumber(ofStep: 0) == nil)
        #expect(trace.eventNumber(ofStep: trace.stepCount + 1) == nil)
    }

    @Test func `an acquire follows the release that its thread waited for`() {
        var run = TraceBuilder()
        let (one, two, three) = (run.thread("one"), run.thread("two"), run.thread("three"))
        let lock = run.resource(.lock, "lock")
        run.acquire(one, lock)
        run.block(two, on: lock)
        run.release(one, lock)
        let release = run.trace.count - 1
        run.acquire(two, lock)
        let acquire = run.trace.count - 1
        run.release(two, lock)
        // It never waited.
        run.acquire(three, lock)
        let trace = run.trace
        #expect(trace.handover(to: acquire) == release)
        #expect(trace.handover(to: trace.count - 1) == nil)
        #expect(trace.handover(to: release) == nil)
    }

    @Test func `what was given before the wait began was not for it`() {
        var run = TraceBuilder()
        let (one, two) = (run.thread("one"), run.thread("two"))
        let queue = run.resource(.queue, "queue")
        run.happen(one, .put, .running, queue, value: 1)
        run.happen(two, .get, .running, queue, value: 0)
        run.block(two, on: queue)
        run.happen(one, .put, .running, queue, value: 1)
        let put = run.trace.count - 1
        run.happen(two, .get, .running, queue, value: 0)
        #expect(run.trace.handover(to: run.trace.count - 1) == put)
        #expect(run.trace.handover(to: put - 2) == nil)
    }
}
