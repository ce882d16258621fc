import Benchmark
import TestSupport
import ThreadAnalysis
import ThreadTrace

/// What an event takes, and what a thing takes to which little happens. Growing arrays have room to spare, more or less of it: hence
/// several lengths.
func memoryBenchmarks() {
    for count in [1_000_000, 1_300_000] { memory(ofEvents: count) }
    for count in [100_000, 200_000] {
        memory(ofLocks: count)
        memory(ofThreads: count / 2)
    }
}

private func memory(ofEvents count: Int) {
    claim(
        "Memory of \(count) events on 1,000 lanes with 20 locks", samples: 5,
        [
            Figure("an event, by the allocator's books", "bytes", aim: 48),
            Figure("an event, by the kernel's", "bytes", aim: 48),
        ]
    ) {
        var events = SampleEvents(interval: .microseconds(10))
        var trace = Trace()
        trace.append(events.definitions)
        let before = Memory()
        for _ in 0..<count / 1_000 { trace.append(events.next(1_000)) }
        let after = Memory()
        blackHole(trace)
        return [
            Double(after.allocated - before.allocated) / Double(count),
            Double(after.resident - before.resident) / Double(count),
        ]
    }
}

private func memory(ofLocks count: Int) {
    claim(
        "Memory of \(count) locks, each of which was waited for once", samples: 5,
        [
            Figure("what the wait adds to a lock", "bytes", aim: 64),
            Figure("trace and analysis, of the trace's file", "%", aim: 1000),
        ]
    ) {
        let (waited, free) = (MassEvents.locks(count), MassEvents.locks(count, areWaitedFor: false))
        let kept = allocated(by: waited)
        return [
            Double(kept - allocated(by: free)) / Double(count), 100 * Double(kept) / fileSize(of: waited),
        ]
    }
}

private func memory(ofThreads count: Int) {
    claim(
        "Memory of \(count) threads, each of which was joined", samples: 5,
        [Figure("trace and analysis, of the trace's file", "%", aim: 1000)]
    ) {
        let events = MassEvents.threads(count)
        return [100 * Double(allocated(by: events)) / fileSize(of: events)]
    }
}

/// The bytes of all that the screen keeps of events.
private func allocated(by events: EventBatch) -> Int {
    let before = Memory()
    var trace = Trace()
    trace.append(events)
    let analysis = RunAnalysis(trace)
    let after = Memory()
    blackHole((trace, analysis))
    return after.allocated - before.allocated
}

private func fileSize(of events: EventBatch) -> Double {
    var encoder = TraceEncoder(TraceHeader())
    return Double(encoder.encode(events).count)
}
