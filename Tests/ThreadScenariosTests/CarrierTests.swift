import Testing
import ThreadModel
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

/// What a scenario's threads run on makes no difference to what happens.
@Suite struct CarrierTests {
    @Test(arguments: Scenarios.all.map(\.name))
    func `the same scenario and schedule give the same trace on threads and on fibers`(name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let stacks = FiberStacks()
        let schedules = (0..<50).map { Schedule.random(seed: $0) } + [.roundRobin]
        for schedule in schedules {
            let onThreads = try trace(of: scenario, schedule, .threads)
            let onFibers = try trace(of: scenario, schedule, .fibers(stacks))
            try #require(onThreads == onFibers, "\(schedule)")
        }
    }

    /// The lines of the trace's file.
    private func trace(of scenario: Scenario, _ schedule: Schedule, _ carrier: CarrierKind) throws -> String {
        let run = Run(scenario, schedule: schedule, speed: .max, carrier: carrier)
        let subscription = run.subscribe()
        try run.start()
        run.wait()
        var encoder = TraceEncoder(TraceHeader(scenario: scenario.name))
        return String(decoding: encoder.encode(subscription.take()), as: UTF8.self)
    }
}
