import Algorithms

/// The waits for one resource, from which event to which, with a pyramid over the ends: each block of 16 waits knows when the
/// last of them was over. Who waited, the events say.
///
/// So "which waits went on at that moment, the first `limit` of them" costs O(limit · log waits), and how many did
/// O(log waits). About 12.3 bytes a wait, before the slack of growing arrays.
struct WaitHistory: Sendable {
    private static let fanOut = 16
    private static let open = UInt32.max

    /// Numbers of the events with which the waits began, ascending.
    private var beginnings: [UInt32] = []
    /// Numbers of the events with which waits ended, ascending: not in the order of the waits.
    private var endings: [UInt32] = []
    /// Level 0, which every wait touches: the end of each.
    private var ends: [UInt32] = []
    /// The levels above: the last end of each block of 16 of the level below.
    private var blocks: [[UInt32]] = []

    /// - Returns: the wait's number, for `end`.
    mutating func begin(at event: Int) -> Int {
        beginnings.appendSparingly(UInt32(truncatingIfNeeded: event))
        ends.appendSparingly(Self.open)
        raise()
        return ends.count - 1
    }

    /// Carries the news of a wait that has begun up the pyramid.
    private mutating func raise() {
        var block = ends.count - 1
        for level in blocks.indices {
            block /= Self.fanOut
            if block == blocks[level].count {
                blocks[level].append(Self.open)
            } else {
                // Those above an open block are open.
                if blocks[level][block] == Self.open { return }
                blocks[level][block] = Self.open
            }
        }
        let top = self[blocks.count]
        guard top.count > Self.fanOut else { return }
        blocks.append([top.prefix(Self.fanOut).max() ?? 0, top.dropFirst(Self.fanOut).max() ?? 0])
    }

    mutating func end(_ wait: Int, at event: Int) {
        // No wait has ended later than this one, so a block without open ones ends here, and one with any stays open.
        let event = UInt32(truncatingIfNeeded: event)
        endings.appendSparingly(event)
        ends[wait] = event
        var block = wait
        for level in blocks.indices {
            let isOpen = { (below: [UInt32]) in
                below[(block & ~(Self.fanOut - 1))...].prefix(Self.fanOut).contains(Self.open)
            }
            if level == 0 ? isOpen(ends) : isOpen(blocks[level - 1]) { return }
            block /= Self.fanOut
            blocks[level][block] = event
        }
    }

    func beginning(of wait: Int) -> Int { Int(beginnings[wait]) }

    /// How many waits went on after the first `position` events.
    func count(at position: Int) -> Int {
        beginnings.partitioningIndex { Int($0) >= position }
            - endings.partitioningIndex { Int($0) >= position }
    }

    /// With which events those waits began that went on after the first `position` ones, in their order; at most `limit`.
    func beginnings(at position: Int, limit: Int) -> [Int] {
        var found: [Int] = []
        let begun = beginnings.partitioningIndex { Int($0) >= position }
        for block in self[blocks.count].indices where found.count < limit {
            collect(level: blocks.count, block, position, begun, limit, into: &found)
        }
        return found
    }

    private func collect(
        level: Int, _ block: Int, _ position: Int, _ begun: Int, _ limit: Int, into found: inout [Int]
    ) {
        guard Int(self[level][block]) >= position else { return }
        guard level > 0 else {
            if block < begun { found.append(Int(beginnings[block])) }
            return
        }
        for child in children(of: block, below: level) where found.count < limit {
            guard start(of: child, at: level - 1) < begun else { return }
            collect(level: level - 1, child, position, begun, limit, into: &found)
        }
    }

    private subscript(level: Int) -> [UInt32] { level == 0 ? ends : blocks[level - 1] }

    private func children(of block: Int, below level: Int) -> Range<Int> {
        block * Self.fanOut..<min((block + 1) * Self.fanOut, self[level - 1].count)
    }

    private func start(of block: Int, at level: Int) -> Int {
        (0..<level).reduce(block) { block, _ in block * Self.fanOut }
    }
}
