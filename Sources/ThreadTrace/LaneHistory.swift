/// The events of one thread, with a pyramid of summaries over them: each block of 16 knows which activities it contains.
///
/// So "which activities occur between these two, and which event is the last of that sort" costs O(log events), however far
/// the view is zoomed out. About 5.1 bytes an event, before the slack of a growing array.
struct LaneHistory: Sendable {
    private static let fanOut = 16

    /// Numbers of this thread's events in the trace, ascending.
    private(set) var events: [UInt32] = []
    /// `levels[0]` has a set per event, `levels[n]` one per block of 16 of the level below.
    private var levels: [[ActivitySet.RawValue]] = [[]]

    var count: Int { events.count }

    mutating func append(_ event: Int, _ activities: ActivitySet) {
        events.append(UInt32(truncatingIfNeeded: event))
        levels[0].append(activities.rawValue)
        var block = events.count - 1
        for level in levels.indices.dropFirst() {
            block /= Self.fanOut
            if block == levels[level].count {
                levels[level].append(activities.rawValue)
            } else {
                // What a block contains, those above it do.
                if activities.rawValue & ~levels[level][block] == 0 { return }
                levels[level][block] |= activities.rawValue
            }
        }
        let top = levels[levels.count - 1]
        guard top.count > Self.fanOut else { return }
        levels.append([top.prefix(Self.fanOut).reduce(0, |), top.dropFirst(Self.fanOut).reduce(0, |)])
    }

    /// How many of this thread's events come before the trace's event number `event`. O(log events).
    func count(before event: Int) -> Int {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if Int(events[middle]) < event { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The activities that occur in a range of this thread's events. O(log events).
    func activities(in range: Range<Int>) -> ActivitySet {
        var found: ActivitySet.RawValue = 0
        walk(range) { _, _, set in found |= set }
        return ActivitySet(rawValue: found)
    }

    /// The last event of a range whose activity is in `set`. O(log events).
    func last(in range: Range<Int>, of set: ActivitySet) -> Int? {
        var best: (level: Int, block: Int)?
        walk(range) { level, block, activities in
            if activities & set.rawValue != 0, best.map({ start(of: $0) < start(of: (level, block)) }) ?? true
            {
                best = (level, block)
            }
        }
        guard var (level, block) = best else { return nil }
        while level > 0 {
            level -= 1
            let children = block * Self.fanOut..<min((block + 1) * Self.fanOut, levels[level].count)
            guard let child = children.last(where: { levels[level][$0] & set.rawValue != 0 }) else {
                return nil
            }
            block = child
        }
        return block
    }

    private func start(of place: (level: Int, block: Int)) -> Int {
        (0..<place.level).reduce(place.block) { block, _ in block * Self.fanOut }
    }

    /// Visits blocks that together cover exactly `range`: at most 30 at each level.
    private func walk(_ range: Range<Int>, _ visit: (Int, Int, ActivitySet.RawValue) -> Void) {
        var low = range.lowerBound
        var high = range.upperBound
        var level = 0
        while low < high {
            let isTop = level + 1 == levels.count
            while low < high, isTop || low % Self.fanOut != 0 {
                visit(level, low, levels[level][low])
                low += 1
            }
            while low < high, high % Self.fanOut != 0 {
                high -= 1
                visit(level, high, levels[level][high])
            }
            low /= Self.fanOut
            high /= Self.fanOut
            level += 1
        }
    }
}
