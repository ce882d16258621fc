import Glibc
import ThreadModel
import Testing

@testable import ThreadRuntime

/// What is known of a run in which nothing happens.
@Suite struct LongWaitTests {
    private static let centuries = Duration.seconds(200 * 365 * 86_400 as Int64)

    /// Runs until it is known, or not, why nothing happens.
    private func longWait(
        _ schedule: Schedule, speed: Speed = .normal, until isRight: (Run.LongWait?) -> Bool,
        _ body: @escaping @Sendable () throws -> Void
    ) throws -> Run.LongWait? {
        let run = Run(Scenario("long", title: "", summary: "", body: body), schedule: schedule, speed: speed)
        try run.start()
        defer { #expect(run.end(within: .seconds(20)), "nobody computes on") }
        let deadline = ContinuousClock.now + .seconds(20)
        while case let wait = run.longWait(of: .seconds(3600)), ContinuousClock.now < deadline {
            if isRight(wait) { return wait }
            usleep(1000)
        }
        return run.longWait(of: .seconds(3600))
    }

    @Test(arguments: [Schedule.parallel, .random(seed: 1)])
    func `the thread that goes on first is told, with what it does and for how long`(schedule: Schedule)
        throws
    {
        for (operation, word) in [(Threading.sleep, "sleeps"), (Threading.compute, "computes")] {
            let wait = try longWait(schedule, speed: .times(2), until: { $0?.word == word }) {
                let threads = [1, 2].map { factor in
                    Thread(name: "t\(factor)") { try operation(Self.centuries * factor, "", 0) }
                }
                for thread in threads { try thread.start() }
                for thread in threads { try thread.join() }
            }
            #expect(wait?.thread == "t1")
            #expect(
                wait.map {
                    $0.rest > .seconds(99 * 365 * 86_400) && $0.rest < Self.centuries / 2 + .seconds(1)
                } == true)
        }
    }

    @Test func `a wait that has an end in sight is nothing to tell`() throws {
        let short = try longWait(.parallel, until: { _ in true }) { try Threading.sleep(for: .seconds(60)) }
        #expect(short == nil)
    }
}
