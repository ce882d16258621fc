import Algorithms

/// Some of a trace's events, each marked, with a pyramid of summaries over them: each complete block of 16 knows which marks it
/// contains.
///
/// So "which marks occur between these two, and which event is the first or last with one of them" costs O(log events), however
/// far apart they are. About 5.1 bytes an event, before the slack of a growing array.
struct EventHistory<Marks: OptionSet & Sendable>: Sendable where Marks.RawValue == UInt8 {
    private typealias Block = (level: Int, block: Int)

    // A generic type has no stored statics.
    private static var fanOut: Int { 16 }

    /// Numbers of the events in the trace, ascending.
    private(set) var events: [UInt32] = []
    /// Level 0, which every event touches: a set per event.
    private var sets: [UInt8] = []
    /// The levels above: a set per complete block of 16 of the level below.
    private var blocks: [[UInt8]] = []

    var count: Int { events.count }

    mutating func append(_ event: Int, _ marks: Marks) {
        events.append(UInt32(truncatingIfNeeded: event))
        sets.append(marks.rawValue)
        if sets.count % Self.fanOut == 0 { summarize() }
    }

    /// Tells the levels above of the block that the last event has completed.
    private mutating func summarize() {
        var level = 0
        while self[level].count % Self.fanOut == 0 {
            let marks = self[level].suffix(Self.fanOut).reduce(0, |)
            if level == blocks.count { blocks.append([]) }
            blocks[level].append(marks)
            level += 1
        }
    }

    private subscript(level: Int) -> [UInt8] { level == 0 ? sets : blocks[level - 1] }

    /// How many of these events come before the trace's event number `event`. O(log events).
    func count(before event: Int) -> Int {
        events.partitioningIndex { Int($0) >= event }
    }

    /// The marks that occur in a range of these events. O(log events).
    func marks(in range: Range<Int>) -> Marks {
        var found: UInt8 = 0
        walk(range) { _, _, marks in found |= marks }
        return Marks(rawValue: found)
    }

    /// The last event of a range with one of these marks. O(log events).
    func last(in range: Range<Int>, of marks: Marks) -> Int? {
        extreme(in: range, of: marks, isBetter: >) { $0.last(where: $1) }
    }

    /// The first event of a range with one of these marks. O(log events).
    func first(in range: Range<Int>, of marks: Marks) -> Int? {
        extreme(in: range, of: marks, isBetter: <) { $0.first(where: $1) }
    }

    private func extreme(
        in range: Range<Int>, of marks: Marks, isBetter: (Int, Int) -> Bool,
        child: (Range<Int>, (Int) -> Bool) -> Int?
    ) -> Int? {
        var best: Block?
        walk(range) { level, block, found in
            guard found & marks.rawValue != 0 else { return }
            if best.map({ isBetter(start(of: (level, block)), start(of: $0)) }) ?? true {
                best = (level, block)
            }
        }
        guard var (level, block) = best else { return nil }
        while level > 0 {
            level -= 1
            let children = block * Self.fanOut..<min((block + 1) * Self.fanOut, self[level].count)
            guard let next = child(children, { self[level][$0] & marks.rawValue != 0 }) else { return nil }
            block = next
        }
        return block
    }

    private func start(of place: Block) -> Int {
        (0..<place.level).reduce(place.block) { block, _ in block * Self.fanOut }
    }

    /// Visits blocks that together cover exactly `range`: at most 30 at each level.
    private func walk(_ range: Range<Int>, _ visit: (Int, Int, UInt8) -> Void) {
        var low = range.lowerBound
        var high = range.upperBound
        var level = 0
        while low < high {
            let isTop = level == blocks.count
            while low < high, isTop || low % Self.fanOut != 0 {
                visit(level, low, self[level][low])
                low += 1
            }
            while low < high, high % Self.fanOut != 0 {
                high -= 1
                visit(level, high, self[level][high])
            }
            low /= Self.fanOut
            high /= Self.fanOut
            level += 1
        }
    }
}

/// The events of one thread, by what it does after each.
typealias LaneHistory = EventHistory<ActivitySet>

extension LaneHistory {
    /// The activities that occur in a range of this thread's events. O(log events).
    func activities(in range: Range<Int>) -> ActivitySet { marks(in: range) }
}
