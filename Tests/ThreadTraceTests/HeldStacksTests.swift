import TestSupport
import Testing
import struct ThreadModel.SplitMix64

@testable import ThreadTrace

/// What every thread held, at every moment of the past.
@Suite struct HeldStacksTests {
    @Test func `what was taken last comes first, and what was given back in between is gone`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        let locks = ["a", "b", "c"].map { run.resource(.lock, $0) }
        for lock in locks { run.acquire(main, lock) }
        let full = run.trace.count
        run.release(main, locks[1])
        let without = run.trace.count
        run.acquire(main, locks[1])
        run.release(main, locks[2])
        run.release(main, locks[0])
        let trace = run.trace
        #expect(trace.moment(at: full).held(by: main) == [locks[2], locks[1], locks[0]])
        #expect(trace.moment(at: without).held(by: main) == [locks[2], locks[0]])
        #expect(trace.now.held(by: main) == [locks[1]])
        #expect(trace.moment(at: full - 3).held(by: main) == [])
    }

    /// Locks that are taken and given back in any order, reentrant ones as often as they were taken, against an account that is kept
    /// by hand and remembered for each moment.
    @Test(arguments: 0..<20) func `as an account by hand, whatever order things are given back in`(
        _ seed: UInt64
    )
        throws
    {
        var random = SplitMix64(seed: seed)
        var run = TraceBuilder()
        let threads = (0..<3).map { run.thread("t\($0)") }
        let locks = (0..<4).map { run.resource(.lock, "l\($0)") }
        let nested = run.resource(.rlock, "r")
        var account: [ThreadID: [ResourceID]] = [:]
        var remembered: [(position: Int, account: [ThreadID: [ResourceID]])] = []
        for _ in 0..<400 {
            guard let thread = threads.randomElement(using: &random) else { continue }
            let own = account[thread, default: []]
            let taken = Set(account.values.joined())
            let free = locks.filter { !taken.contains($0) }
            if let lock = free.randomElement(using: &random), Bool.random(using: &random) {
                account[thread, default: []].append(lock)
                run.happen(thread, .acquire, .running, lock, holds: lock, value: Int32(thread.number))
            } else if own.contains(nested) || !taken.contains(nested), Bool.random(using: &random) {
                account[thread, default: []].append(nested)
                run.happen(thread, .acquire, .running, nested, holds: nested, value: Int32(thread.number))
            } else if let lock = own.randomElement(using: &random) {
                // Of several takings of a reentrant lock the last one ends.
                if let last = own.lastIndex(of: lock) { account[thread]?.remove(at: last) }
                let left = account[thread, default: []]
                run.happen(
                    thread, .release, .running, lock, holds: left.last ?? ResourceID.none,
                    value: left.contains(lock) ? Int32(thread.number) : 0)
            }
            remembered.append((run.trace.count, account))
        }
        for (position, account) in remembered {
            for thread in threads {
                var seen: Set<ResourceID> = []
                let expected = account[thread, default: []].reversed().filter { seen.insert($0).inserted }
                try #require(
                    run.trace.moment(at: position).held(by: thread) == expected, "\(seed) \(position)")
            }
        }
    }
}
