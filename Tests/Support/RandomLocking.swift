import ThreadTrace

/// A trace of a few threads that acquire, wait for and release a few locks, sleep and are ready, in any order; the rules of locks
/// are not kept.
package struct RandomLocking {
    package let trace: Trace
    package let threads: [ThreadID]
    package let locks: [ResourceID]

    package init(events: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var run = TraceBuilder()
        threads = (0..<5).map { run.thread("t\($0)") }
        locks = (0..<3).map { run.resource(.lock, "l\($0)") }
        var time = 0.0
        for _ in 0..<events {
            time += [0, 0.0001, 0.01, 3, 500].randomElement(using: &random) ?? 0
            run.at(milliseconds: time)
            let thread = threads.randomElement(using: &random) ?? .runtime
            let lock = locks.randomElement(using: &random) ?? .none
            switch Int.random(in: 0..<6, using: &random) {
            case 0: run.acquire(thread, lock)
            case 1, 2: run.block(thread, on: lock)
            case 3: run.release(thread, lock)
            case 4: run.sleep(thread)
            default: run.happen(thread, .ready, .ready, lock)
            }
        }
        trace = run.trace
    }
}
