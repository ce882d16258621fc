import Benchmark
import TestSupport
import ThreadTrace

/// What an event takes. Growing arrays have room to spare, more or less of it: hence two lengths.
func memoryBenchmarks() {
    for count in [1_000_000, 1_300_000] {
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
}
