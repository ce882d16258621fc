import Testing
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What scenarios say must be so.
@Suite struct ExpectationTests {
    private func verdict(
        _ schedule: Schedule = .random(seed: 1), _ body: @escaping @Sendable () throws -> Void
    ) throws -> Verdict {
        let run = Run(Scenario("s", title: "", summary: "", body: body), schedule: schedule, speed: .max)
        try run.start()
        return run.wait()
    }

    @Test func `what is so changes nothing`() throws {
        #expect(
            try verdict {
                try expect(1 + 1 == 2, "sums are right")
                check("sums are right in the end") { 1 + 1 == 2 }
            } == .finished)
    }

    @Test func `what is not so fails the thread that said it, at its line`() throws {
        let verdict = try verdict {
            let thread = Thread(name: "judge") { try expect(false, "the sky is green") }
            try thread.start()
            try thread.join()
        }
        #expect(verdict == .failed("judge: not so: the sky is green"))
    }

    @Test(arguments: [Schedule.parallel, .random(seed: 3), .roundRobin])
    func `checks are asked when all threads have ended, whoever joins them`(_ schedule: Schedule) throws {
        let body = { @Sendable (expected: Int) throws -> Void in
            let lock = Lock("lock")
            let counter = Shared("counter", 0)
            check("all have counted") { try counter.read() == expected }
            for _ in 0..<3 {
                try Thread {
                    try Threading.sleep(for: .milliseconds(1))
                    try lock.withLock { try counter.modify { $0 + 1 } }
                }.start()
            }
            try Thread(isDaemon: true) { while true { try Threading.sleep(for: .seconds(9)) } }.start()
        }
        #expect(try verdict(schedule) { try body(3) } == .finished)
        #expect(try verdict(schedule) { try body(4) } == .failed("MainThread: not so: all have counted"))
    }

    @Test func `an error comes before what was to be checked`() throws {
        struct Other: Error, CustomStringConvertible { let description = "other" }
        let verdict = try verdict {
            check("never") { false }
            throw Other()
        }
        #expect(verdict == .failed("MainThread: other"))
    }

    @Test(arguments: [CarrierKind.threads, .fibers])
    func `a run is given back although its checks hold what holds it`(_ carrier: CarrierKind) throws {
        weak var left: Run?
        func go() throws {
            let scenario = Scenario("held", title: "", summary: "") {
                let value = Shared("value", 0)
                try Threading.setExceptionHook { _, _ in _ = try? value.read() }
                check("it is there") { try value.read() == 0 }
            }
            let run = Run(scenario, schedule: .roundRobin, speed: .max, carrier: carrier)
            left = run
            try run.start()
            #expect(run.wait() == .finished)
        }
        try go()
        #expect(left == nil)
    }
}
