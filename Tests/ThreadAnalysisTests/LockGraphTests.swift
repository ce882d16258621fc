import TestSupport
import Testing
import ThreadTrace

@testable import ThreadAnalysis

/// Which locks lie on a circle, compared with going all ways anew each time.
@Suite struct LockGraphTests {
    @Test(arguments: 0..<40 as Range<UInt64>) func `two locks are on a circle where each leads to the other`(
        seed: UInt64
    ) {
        var random = SplitMix64(seed: seed)
        var graph = LockGraph()
        var edges: Set<[UInt32]> = []
        for _ in 0..<60 {
            let edge = [UInt32.random(in: 1...12, using: &random), .random(in: 1...12, using: &random)]
            edges.insert(edge)
            let isOnCircle = graph.join(ResourceID(edge[0]), ResourceID(edge[1]))
            #expect(isOnCircle == leads(edges, edge[1], edge[0]))
            for one in 1...12 as ClosedRange<UInt32> {
                for other in 1...12 as ClosedRange<UInt32> {
                    let isSame = graph.circle(of: ResourceID(one)) == graph.circle(of: ResourceID(other))
                    #expect(isSame == (leads(edges, one, other) && leads(edges, other, one)))
                }
            }
        }
    }

    private func leads(_ edges: Set<[UInt32]>, _ from: UInt32, _ to: UInt32) -> Bool {
        var reached: Set = [from]
        while true {
            let more = Set(edges.filter { reached.contains($0[0]) }.map { $0[1] }).subtracting(reached)
            if reached.contains(to) || more.isEmpty { return reached.contains(to) }
            reached.formUnion(more)
        }
    }
}
