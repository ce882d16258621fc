import Testing
import ThreadModel
import ThreadTrace

@Suite struct FutureSetTests {
    @Test func `of no futures everything has been reached`() {
        let set = FutureSetState([])
        #expect(set.isReached(.first) && set.isReached(.firstFailure) && set.isReached(.all))
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `what has been reached follows from which have ended, and how`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let futures = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                ResourceID(.random(in: 1...4, using: &random))
            }
            var set = FutureSetState(futures)
            var settled: [(future: ResourceID, failed: Bool)] = []
            for _ in 0..<8 {
                let future = ResourceID(.random(in: 1...5, using: &random))
                guard !settled.contains(where: { $0.future == future }) else { continue }
                let failed = Int.random(in: 0..<4, using: &random) == 0
                // A future that nobody asked about is not told of.
                guard futures.contains(future) else { continue }
                settled.append((future, failed))
                set.settle(future, failed: failed)
                let order = settled.flatMap { one in futures.indices.filter { futures[$0] == one.future } }
                try #require(set.ended == order)
                let isComplete = order.count == futures.count
                try #require(set.isReached(.first))
                try #require(set.isReached(.firstFailure) == (isComplete || settled.contains { $0.failed }))
                try #require(set.isReached(.all) == isComplete)
            }
        }
    }
}
