import Testing
import ThreadTrace

import struct ThreadModel.SplitMix64

@Suite struct HoldingsTests {
    private let one = ThreadID(1)
    private let two = ThreadID(2)

    private func holdings(_ kinds: [(ResourceKind, Int)]) -> Holdings {
        var holdings = Holdings()
        for (kind, capacity) in kinds { holdings.addResource(kind, capacity: capacity) }
        for _ in 0..<4 { holdings.addThread() }
        return holdings
    }

    @Test func `who gives back what another took ends that other's oldest taking`() {
        var holdings = holdings([(.semaphore, 2)])
        let permits = ResourceID(1)
        holdings.take(permits, by: one)
        holdings.take(permits, by: two)
        #expect(holdings.holders(of: permits) == [one, two])
        let loser = holdings.give(permits, by: ThreadID(3))
        #expect(loser == one)
        #expect(holdings.holders(of: permits) == [two])
        #expect(holdings.last(of: one) == .none)
        for _ in 0..<2 {
            let other = holdings.give(permits, by: two)
            #expect(other == nil)
            #expect(holdings.holders(of: permits).isEmpty)
        }
    }

    @Test func `nobody holds what began without permits, nor what is no lock`() {
        var holdings = holdings([(.semaphore, 0), (.queue, 3), (.lock, 0)])
        for number in 1...2 as ClosedRange<UInt32> {
            let isHeld = holdings.take(ResourceID(number), by: one)
            #expect(!isHeld)
            #expect(holdings.holders(of: ResourceID(number)).isEmpty)
        }
        let isHeld = holdings.take(ResourceID(3), by: one)
        #expect(isHeld)
        #expect(holdings.last(of: one) == ResourceID(3))
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `it agrees with a list of takings in their order`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var holdings = holdings([(.lock, 0), (.rlock, 0), (.semaphore, 3), (.semaphore, 0)])
        // A naive list: one entry a taking, the oldest first.
        var takings: [(thread: ThreadID, resource: ResourceID)] = []
        for _ in 0..<3_000 {
            let thread = ThreadID(.random(in: 1...4, using: &random))
            let resource = ResourceID(.random(in: 1...4, using: &random))
            let times = Int.random(in: 1...2, using: &random)
            if Bool.random(using: &random), takings.count < 30 {
                holdings.take(resource, by: thread, times: times)
                if resource.number != 4 { takings += Array(repeating: (thread, resource), count: times) }
            } else {
                var other: ThreadID?
                for _ in 0..<times {
                    let own = takings.lastIndex { $0 == (thread, resource) }
                    guard let index = own ?? takings.firstIndex(where: { $0.resource == resource }) else {
                        break
                    }
                    if own == nil { other = takings[index].thread }
                    takings.remove(at: index)
                }
                let loser = holdings.give(resource, by: thread, times: times)
                try #require(loser == other)
            }
            for number in 1...4 as ClosedRange<UInt32> {
                let (thread, resource) = (ThreadID(number), ResourceID(number))
                try #require(
                    holdings.last(of: thread) == takings.last { $0.thread == thread }?.resource ?? .none)
                let holders = Set(takings.filter { $0.resource == resource }.map(\.thread))
                try #require(Set(holdings.holders(of: resource)) == holders)
                let count = takings.count { $0 == (thread, resource) }
                try #require(holdings.count(of: resource, by: thread) == count)
            }
        }
    }
}
