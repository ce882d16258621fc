import TestSupport
import Testing
import ThreadTrace

@Suite struct WaitForGraphTests {
    /// Waits given as who waits for whom; nobody in particular when that is nil.
    private func graph(_ waits: KeyValuePairs<Int, Int?>) -> WaitForGraph {
        WaitForGraph(
            waits.map { thread, owner in
                WaitForGraph.Wait(
                    thread: ThreadID(UInt32(thread)), resource: ResourceID(UInt32(thread)),
                    owner: owner.map { ThreadID(UInt32($0)) })
            })
    }

    private func cycle(_ waits: KeyValuePairs<Int, Int?>) -> [UInt32] {
        graph(waits).cycle.map(\.thread.number)
    }

    @Test func `nobody waits, or for nobody: no cycle`() {
        #expect(cycle([:]) == [])
        #expect(cycle([1: nil, 2: nil]) == [])
    }

    @Test func `a chain is no cycle, whoever it ends at`() {
        #expect(cycle([1: 2, 2: 3, 3: nil]) == [])
        #expect(cycle([3: 2, 2: 1, 1: 9]) == [])
    }

    @Test func `who waits for itself is a cycle`() {
        #expect(cycle([1: 2, 2: 2]) == [2])
    }

    @Test func `a cycle begins with its lowest thread and follows the owners`() {
        #expect(cycle([1: 3, 2: 1, 3: 2]) == [1, 3, 2])
        #expect(cycle([7: 5, 5: 7]) == [5, 7])
    }

    @Test func `a tail that leads into a cycle is no part of it`() {
        #expect(cycle([1: 2, 2: 3, 3: 4, 4: 3]) == [3, 4])
    }

    @Test func `of two cycles one is told, whole`() {
        let told = cycle([1: 2, 2: 1, 3: 4, 4: 3, 5: 1])
        #expect(told == [1, 2] || told == [3, 4])
    }

    @Test func `each wait of a cycle tells what is waited for`() {
        let waits = graph([1: 2, 2: 1])
        #expect(waits.cycle == waits.waits)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `there is a cycle where following owners leads back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let count = UInt32.random(in: 1...8, using: &random)
            var owners: [UInt32: UInt32] = [:]
            for thread in 1...count where Int.random(in: 0..<8, using: &random) > 0 {
                owners[thread] = .random(in: 1...count + 2, using: &random)
            }
            let waits = (1...count).shuffled(using: &random).map { thread in
                WaitForGraph.Wait(
                    thread: ThreadID(thread), resource: .none, owner: owners[thread].map(ThreadID.init))
            }
            // Whoever is met again after at most as many hops as there are threads.
            let cyclic = (1...count).filter { thread in
                var met = owners[thread]
                for _ in 1..<count where met != thread { met = met.flatMap { owners[$0] } }
                return met == thread
            }
            let cycle = WaitForGraph(waits).cycle
            let told = cycle.map(\.thread.number)
            try #require(told.isEmpty == cyclic.isEmpty, "\(owners)")
            try #require(Set(told).count == told.count && Set(told).isSubset(of: cyclic), "\(owners)")
            try #require(told.first == told.min(), "\(owners)")
            for (wait, next) in zip(cycle, told.dropFirst() + told.prefix(1)) {
                try #require(wait.owner == ThreadID(next), "\(owners)")
            }
        }
    }
}
