import Testing
import ThreadModel
import ThreadRuntime

@Suite struct ClosingPoolTests {
    private struct StillThere: Error {
        let threads: [String]
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `closing waits for a worker that another thread is about to start`(seed: UInt64) throws {
        let scenario = Scenario("closing", title: "", summary: "") {
            let pool = try ThreadPool(maxWorkers: 1)
            let submitter = Thread(name: "submitter") {
                do { try pool.submit {} } catch ThreadingError.poolClosed {}
            }
            try submitter.start()
            try pool.close()
            let rest = try Threading.enumerate().map(\.name)
            guard !rest.contains("worker-0") else { throw StillThere(threads: rest) }
        }
        let run = Run(scenario, schedule: .random(seed: seed), speed: .max)
        try run.start()
        #expect(run.wait() == .finished)
    }
}
