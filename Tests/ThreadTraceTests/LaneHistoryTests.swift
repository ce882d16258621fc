import TestSupport
import Testing

@testable import ThreadTrace

/// The pyramid of summaries, at sizes around the edges of its blocks of 16.
@Suite struct LaneHistoryTests {
    private static let sizes = [0, 1, 15, 16, 17, 32, 255, 256, 257, 272, 273, 4_095, 4_096, 4_097, 10_000]

    @Test(arguments: sizes)
    func `activities of a range are those of its events`(size: Int) throws {
        let lane = RandomLane(size)
        var random = SplitMix64(seed: UInt64(size))
        for range in lane.ranges(60, using: &random) {
            let expected = lane.sets[range].reduce(into: ActivitySet()) { $0.formUnion($1) }
            try #require(lane.history.activities(in: range) == expected, "\(range)")
        }
    }

    @Test(arguments: sizes)
    func `the last of a sort is found wherever it is`(size: Int) throws {
        let lane = RandomLane(size)
        var random = SplitMix64(seed: UInt64(size))
        for range in lane.ranges(60, using: &random) {
            for sort in [ActivitySet.failed, .waiting, [.sleeping, .done], .running, .deadlocked, []] {
                let expected = range.last { !lane.sets[$0].isDisjoint(with: sort) }
                try #require(lane.history.last(in: range, of: sort) == expected, "\(sort) in \(range)")
            }
        }
    }

    @Test(arguments: sizes)
    func `events before a position are counted`(size: Int) throws {
        let lane = RandomLane(size)
        var random = SplitMix64(seed: UInt64(size))
        #expect(lane.history.count == size)
        let end = (lane.events.last ?? 0) + 2
        for position in (0..<100).map({ _ in Int.random(in: 0...end, using: &random) }) + [0, end] {
            let expected = lane.events.count { $0 < position }
            try #require(lane.history.count(before: position) == expected, "\(position)")
        }
    }
}

/// A lane in which most events are of one sort and the others rare, so that they are far apart.
private struct RandomLane {
    private(set) var history = LaneHistory()
    private(set) var events: [Int] = []
    private(set) var sets: [ActivitySet] = []

    init(_ size: Int) {
        var random = SplitMix64(seed: UInt64(size) + 1)
        for _ in 0..<size {
            let set: ActivitySet =
                switch Int.random(in: 0..<2_000, using: &random) {
                case 0: .failed
                case 1..<4: .done
                case 4..<30: .waiting
                case 30..<200: .sleeping
                case 200..<210: []
                default: .running
                }
            let event = (events.last ?? -1) + .random(in: 1...4, using: &random)
            history.append(event, set)
            events.append(event)
            sets.append(set)
        }
    }

    /// Ranges of all lengths, the whole and an empty one among them.
    func ranges(_ count: Int, using random: inout SplitMix64) -> [Range<Int>] {
        (0..<count).map { _ in
            let ends = [0, 0].map { _ in Int.random(in: 0...sets.count, using: &random) }.sorted()
            return ends[0]..<ends[1]
        } + [0..<sets.count, sets.count..<sets.count]
    }
}
