import DequeModule

/// Things that lie ready in a row, each with what was known when it was put there: elements, tasks, permits, room for an element.
///
/// Of the first ones nothing need be known: they were there from the beginning. A stamp that belongs to many in a row is kept once.
struct StampQueue: Sendable {
    private struct Run {
        let stamp: Stamp
        var count: Int
    }

    /// So many have been there from the beginning.
    private var plain: Int
    private var runs: Deque<Run> = []
    private(set) var count: Int

    init(plain: Int = 0) {
        self.plain = max(plain, 0)
        count = self.plain
    }

    mutating func append(_ stamp: Stamp, count: Int = 1) {
        guard count > 0 else { return }
        runs.append(Run(stamp: stamp, count: count))
        self.count += count
    }

    /// Takes the first, and tells what was known when it was put there.
    mutating func popFirst() -> Stamp? {
        guard count > 0 else { return nil }
        count -= 1
        if plain > 0 {
            plain -= 1
            return nil
        }
        guard let first = runs.first else { return nil }
        if first.count > 1 { runs[0].count -= 1 } else { runs.removeFirst() }
        return first.stamp
    }

    /// Takes the last.
    mutating func popLast() -> Stamp? {
        guard count > 0 else { return nil }
        count -= 1
        guard let last = runs.last else {
            plain -= 1
            return nil
        }
        if last.count > 1 { runs[runs.count - 1].count -= 1 } else { runs.removeLast() }
        return last.stamp
    }
}
