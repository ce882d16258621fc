import Testing
import ThreadRuntime
import ThreadTrace

@Suite struct ReadyThenBlockedTests {
    @Test(arguments: 0..<10) func `a thread passed over at a lock that is then taken is told to wait`(
        _ seed: UInt64
    ) throws {
        let recording = Recording(.random(seed: seed)) {
            let lock = Lock("door")
            let threads = (0..<4).map { _ in
                Thread { try lock.withLock { try Threading.sleep(for: .seconds(1)) } }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        try recording.finish()
        let trace = recording.trace
        let lock = trace.resourceIDs.first { trace[$0]?.kind == .lock } ?? .none
        for position in 1...trace.count {
            let moment = trace.moment(at: position)
            guard moment.holder(of: lock) != nil, trace[position - 1].kind == .sleep else { continue }
            for thread in trace.threadIDs where moment.holder(of: lock) != thread {
                let state = moment.state(of: thread)
                #expect(!(state.activity == .ready && state.resource == lock), "\(thread) at \(position)")
            }
        }
    }
}
