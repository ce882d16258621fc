import Algorithms
import TestSupport
import Testing

@testable import ThreadTrace

@Suite struct EventChunksTests {
    private func chunks(_ count: Int) -> EventChunks {
        var chunks = EventChunks()
        for number in 0..<count { chunks.append(.becomes(.running, 1, at: Int64(number / 3))) }
        return chunks
    }

    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 8_192, 8_193, 10_000])
    func `events keep their numbers across blocks`(count: Int) {
        let chunks = chunks(count)
        #expect(chunks.count == count)
        #expect((0..<count).allSatisfy { chunks[$0].time.nanoseconds == Int64($0 / 3) })
    }

    @Test(arguments: [0, 1, 4_096, 4_097, 10_000])
    func `a partition point is where going through would find it`(count: Int) {
        let chunks = chunks(count)
        for time in [-1, 0, 1, 1_364, 1_365, 1_366, 2_730, 2_731, 3_332, 3_333, 3_334] as [Int64] {
            let expected = (0..<count).count { chunks[$0].time.nanoseconds <= time }
            #expect(chunks.partitioningIndex { $0.time.nanoseconds > time } == expected)
        }
    }

    @Test func `a copy does not follow the original`() {
        var original = chunks(4_097)
        let copy = original
        original.append(.becomes(.done, 1, at: 9_999))
        #expect(copy.count == 4_097)
        #expect(original[4_097].activity == .done)
    }
}
