import LaneView
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace
import Testing

@testable import Threadlanes

/// A run goes another way from any of its steps, on real threads.
@Suite struct BranchingTests {
    private func scenario(_ name: String) throws -> Scenario {
        try #require(Scenarios.all.first { $0.name == name })
    }

    /// A run to its end, and all that happened in it.
    private func ended(_ name: String, seed: UInt64 = 7) throws -> (run: LiveRun, trace: Trace) {
        let run = LiveRun(
            try scenario(name), .random(seed: seed), speed: .max, isPaused: false, wake: {})
        try run.start()
        var trace = Trace()
        while trace.verdict == nil { trace.append(run.take()) }
        return (run, trace)
    }

    private func steps(_ trace: Trace) throws -> [ThreadID] {
        try #require(trace.threads(ofSteps: trace.stepCount))
    }

    @Test(arguments: ["lock", "shared-state", "queue"])
    func `the steps before are the same, from every step on`(_ name: String) throws {
        let (run, trace) = try ended(name)
        defer { run.stop() }
        let steps = try steps(trace)
        for count in steps.indices {
            let branch = Branch(steps: Array(steps.prefix(count)), thread: nil, run: count + 1)
            var other = Trace()
            other.append(try run.branch(branch, leaving: trace))
            try #require(try self.steps(other) == branch.steps)
            try #require(other.firstStep(differingFrom: trace, before: count) == nil)
            let report = run.report(selected: nil, at: nil)
            try #require(report.status.isPaused && report.status.wheel?.step == count)
            // The run that it came from is as it was.
            try #require(try run.visit(run: 0, leaving: other) == nil)
        }
    }

    @Test func `whoever can go may go there, and nobody else`() throws {
        let (run, trace) = try ended("shared-state")
        defer { run.stop() }
        let steps = try steps(trace)
        var ways = 0
        for count in stride(from: 0, to: steps.count, by: 3) {
            let before = Array(steps.prefix(count))
            let known = run.report(
                selected: nil, at: ShownMoment(step: count, isPast: true) { _ in before })
            // Before it is steered nothing is looked up.
            if ways == 0 { #expect(known.status.wheel == nil) }
            var other = Trace()
            ways += 1
            other.append(
                try run.branch(Branch(steps: before, thread: nil, run: ways), leaving: trace))
            let wheel = try #require(run.report(selected: nil, at: nil).status.wheel)
            let looked = try #require(
                run.report(selected: nil, at: ShownMoment(step: count, isPast: true) { _ in before }).status
                    .wheel)
            #expect(wheel.choices == looked.choices, "behind step \(count)")
            for choice in wheel.choices where choice.thread != steps[count] {
                let branch = Branch(steps: before, thread: choice.thread, run: ways + 1)
                if choice.canGo {
                    var third = Trace()
                    third.append(try run.branch(branch, leaving: other))
                    ways += 1
                    #expect(try self.steps(third) == before + [choice.thread])
                    _ = try run.visit(run: ways - 1, leaving: third)
                } else {
                    #expect(throws: NoSuchWay.self) { try run.branch(branch, leaving: other) }
                }
            }
            _ = try run.visit(run: 0, leaving: other)
        }
        #expect(ways > 20)
    }

    @Test func `a run that was left before its end goes on from there`() throws {
        let run = LiveRun(
            try scenario("deadlock"), .controlled(prefix: [], then: .roundRobin, isFree: true), speed: .max,
            isPaused: true, isSteered: true, wake: {})
        try run.start()
        defer { run.stop() }
        var trace = Trace()
        for _ in 0..<6 {
            _ = try run.carryOut(.step, trace)
            while trace.stepCount == 0
                || run.report(selected: nil, at: nil).status.wheel?.choices.isEmpty != false
            {
                trace.append(run.take())
            }
            trace.append(run.take())
        }
        let before = try steps(trace)
        #expect(before.count == 6)
        var other = Trace()
        other.append(
            try run.branch(Branch(steps: Array(before.prefix(2)), thread: nil, run: 1), leaving: trace))
        var again = Trace()
        again.append(try #require(try run.visit(run: 0, leaving: other)))
        #expect(try steps(again) == before)
        #expect(again.events(equal: trace))
    }

    @Test func `a run that is not left after all goes on, and so does one that is returned to`() throws {
        let run = LiveRun(
            try scenario("deadlock"), .random(seed: 7), speed: .normal, isPaused: false, wake: {})
        try run.start()
        defer { run.stop() }
        var trace = Trace()
        while trace.stepCount < 3 { trace.append(run.take()) }
        #expect(throws: NoSuchWay.self) {
            _ = try run.branch(Branch(steps: [], thread: ThreadID(9), run: 1), leaving: trace)
        }
        #expect(!run.report(selected: nil, at: nil).status.isPaused)
        let before = Array(try steps(trace).prefix(2))
        var other = Trace()
        other.append(try run.branch(Branch(steps: before, thread: nil, run: 1), leaving: trace))
        #expect(run.report(selected: nil, at: nil).status.isPaused)
        #expect(try run.visit(run: 0, leaving: other) != nil)
        #expect(!run.report(selected: nil, at: nil).status.isPaused)
    }

    @Test func `a scenario that does something else each time is told, and stays as it was`() throws {
        final class Count: @unchecked Sendable { var value = 0 }  // one run at a time
        let count = Count()
        let scenario = Scenario("moody", title: "", summary: "") {
            count.value += 1
            let value = Shared("value", 0)
            for number in 0..<6 {
                if count.value % 2 == 1, number == 3 { try value.write(number) } else { _ = try value.read() }
            }
        }
        let run = LiveRun(scenario, .random(seed: 1), speed: .max, isPaused: false, wake: {})
        try run.start()
        defer { run.stop() }
        var trace = Trace()
        while trace.verdict == nil { trace.append(run.take()) }
        let steps = try steps(trace)
        let branch = Branch(steps: Array(steps.prefix(6)), thread: nil, run: 1)
        let error = #expect(throws: NoSuchWay.self) { _ = try run.branch(branch, leaving: trace) }
        #expect(error?.description.contains("is another each time: MainThread wrote value = 3") == true)
        #expect(run.report(selected: nil, at: nil).status.wheel == nil)
    }
}

extension Trace {
    /// Whether all that happened is the same.
    fileprivate func events(equal other: Trace) -> Bool {
        count == other.count && (0..<count).allSatisfy { self[$0] == other[$0] }
    }
}
