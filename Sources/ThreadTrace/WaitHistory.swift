/// Who waited for one resource, from which event to which, with a pyramid over the ends: each block of 16 waits knows when the
/// last of them was over.
///
/// So "who waited at that moment, the first `limit` of them" costs O(limit · log waits), and how many did O(log waits).
struct WaitHistory: Sendable {
    private static let fanOut = 16
    private static let open = UInt32.max

    private var threads: [ThreadID] = []
    /// Numbers of the events with which the waits began, ascending.
    private var beginnings: [UInt32] = []
    /// Numbers of the events with which waits ended, ascending: not in the order of the waits.
    private var endings: [UInt32] = []
    /// `levels[0]` has the end of each wait, `levels[n]` the last end of each block of 16 of the level below.
    private var levels: [[UInt32]] = [[]]

    /// - Returns: the wait's number, for `end`.
    mutating func begin(_ thread: ThreadID, at event: Int) -> Int {
        threads.append(thread)
        beginnings.append(UInt32(truncatingIfNeeded: event))
        levels[0].append(Self.open)
        var block = threads.count - 1
        for level in levels.indices.dropFirst() {
            block /= Self.fanOut
            if block == levels[level].count { levels[level].append(0) }
            levels[level][block] = Self.open
        }
        let top = levels[levels.count - 1]
        if top.count > Self.fanOut {
            levels.append([top.prefix(Self.fanOut).max() ?? 0, top.dropFirst(Self.fanOut).max() ?? 0])
        }
        return threads.count - 1
    }

    mutating func end(_ wait: Int, at event: Int) {
        endings.append(UInt32(truncatingIfNeeded: event))
        levels[0][wait] = UInt32(truncatingIfNeeded: event)
        var block = wait
        for level in levels.indices.dropFirst() {
            block /= Self.fanOut
            levels[level][block] = levels[level - 1][children(of: block, below: level)].max() ?? 0
        }
    }

    /// How many waited after the first `position` events.
    func count(at position: Int) -> Int {
        beginnings.partitionPoint { Int($0) >= position } - endings.partitionPoint { Int($0) >= position }
    }

    /// Who waited after the first `position` events, in the order in which they began to; at most `limit`.
    func threads(at position: Int, limit: Int) -> [ThreadID] {
        var found: [ThreadID] = []
        let begun = beginnings.partitionPoint { Int($0) >= position }
        for block in levels[levels.count - 1].indices where found.count < limit {
            collect(level: levels.count - 1, block, position, begun, limit, into: &found)
        }
        return found
    }

    private func collect(
        level: Int, _ block: Int, _ position: Int, _ begun: Int, _ limit: Int, into found: inout [ThreadID]
    ) {
        guard Int(levels[level][block]) >= position else { return }
        guard level > 0 else {
            if block < begun { found.append(threads[block]) }
            return
        }
        for child in children(of: block, below: level) where found.count < limit {
            guard start(of: child, at: level - 1) < begun else { return }
            collect(level: level - 1, child, position, begun, limit, into: &found)
        }
    }

    private func children(of block: Int, below level: Int) -> Range<Int> {
        block * Self.fanOut..<min((block + 1) * Self.fanOut, levels[level - 1].count)
    }

    private func start(of block: Int, at level: Int) -> Int {
        (0..<level).reduce(block) { block, _ in block * Self.fanOut }
    }
}
