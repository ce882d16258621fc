import Benchmark
import TestSupport
import ThreadAnalysis
import ThreadTrace

/// What it costs to look a run through for races and whatever else can be wrong with it.
func findingBenchmarks() {
    claim(
        "Looking for findings in 1,000,000 events of threads that use 100 shared values under 20 locks",
        samples: 10,
        [
            Figure("10 threads", "ms", aim: 1_000), Figure("100 threads", "ms", aim: 1_000),
            Figure("the same, all of them two locks in either order", "ms", aim: 1_000),
            Figure("what is found in all", "findings"),
        ]
    ) {
        let runs = [Counting.few, Counting.many, Counting.inverted].map { trace in
            var found = Findings()
            let time = nanoseconds { found.take(trace) }
            return (time: time / 1e6, count: found.all(in: trace).count)
        }
        return runs.map(\.time) + [Double(runs.map(\.count).reduce(0, +))]
    }
}

/// A run of threads that read and write values, each of which is guarded by a lock, sometimes within another lock.
private enum Counting {
    static let few = trace(of: 10, count: 1_000_000)
    static let many = trace(of: 100, count: 1_000_000)
    static let inverted = trace(of: 100, count: 1_000_000, inverts: true)

    /// - Parameter inverts: whether the first two locks are taken in either order.
    private static func trace(of threadCount: UInt32, count: Int, inverts: Bool = false) -> Trace {
        let (locks, values) = (threadCount + 1...threadCount + 20, threadCount + 21...threadCount + 120)
        var random = SplitMix64(seed: 42)
        var batch = EventBatch(sources: (1...4).map { SourceLocation(file: "Module/File.swift", line: $0) })
        for thread in 1...threadCount { batch.events.append(.define(thread)) }
        for lock in locks { batch.events.append(.define(resource: lock, .lock)) }
        for value in values { batch.events.append(.define(resource: value, .shared)) }
        var step: UInt32 = 0
        func happen(
            _ thread: UInt32, _ kind: EventKind, _ resource: UInt32, value: UInt32 = 0, holds: UInt32 = 0,
            line: UInt16 = 0
        ) {
            if kind.isStep { step += 1 }
            batch.events.append(
                Event(
                    time: Instant(nanoseconds: Int64(step) * 1_000), thread: ThreadID(thread), kind: kind,
                    activity: kind == .block ? .waiting : .running, resource: ResourceID(resource),
                    holds: ResourceID(holds), value: Int32(value), source: SourceID(line), step: step))
        }
        for thread in 2...threadCount { happen(1, .start, thread) }
        while batch.events.count < count {
            let thread = UInt32.random(in: 1...threadCount, using: &random)
            let value = UInt32.random(in: values, using: &random)
            var lock = locks.lowerBound + value % 20
            let isWaitedFor = UInt32.random(in: 0..<4, using: &random) == 0
            var outer =
                UInt32.random(in: 0..<8, using: &random) == 0 && lock > locks.lowerBound
                ? UInt32.random(in: locks.lowerBound..<lock, using: &random) : nil
            if inverts, lock == locks.lowerBound + 1, let other = outer, Bool.random(using: &random) {
                (outer, lock) = (lock, other)
            }
            if let outer { happen(thread, .acquire, outer, value: thread, holds: outer, line: 1) }
            happen(thread, .acquire, lock, value: thread, holds: lock, line: 1)
            if isWaitedFor { happen(thread % threadCount + 1, .block, lock, value: thread, line: 1) }
            happen(thread, .read, value, holds: lock, line: 2)
            happen(thread, .write, value, value: step, holds: lock, line: 3)
            happen(thread, .release, lock, holds: outer ?? 0, line: 4)
            if let outer { happen(thread, .release, outer, line: 4) }
            if isWaitedFor {
                let other = thread % threadCount + 1
                happen(other, .acquire, lock, value: other, holds: lock, line: 1)
                happen(other, .read, value, holds: lock, line: 2)
                happen(other, .release, lock, line: 4)
            }
        }
        var trace = Trace()
        trace.append(batch)
        return trace
    }
}
