import HeapModule
import ThreadTrace

/// Who wakes when. Operations that took effect before their deadline are dropped when they come to the top.
struct Deadlines {
    private struct Entry: Comparable {
        let deadline: Instant
        let order: Int
        let operation: PendingOperation
        let generation: Int

        var isStale: Bool { operation.generation != generation }

        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.order) < (right.deadline, right.order)
        }

        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var inserted = 0
    private var stale = 0

    var count: Int { heap.count }

    mutating func insert(_ operation: PendingOperation) {
        inserted += 1
        heap.insert(
            Entry(
                deadline: operation.deadline, order: inserted, operation: operation,
                generation: operation.generation))
    }

    /// An operation that was inserted has left before its deadline. Once most entries are of that sort they are cleared out:
    /// a thread that often waits with a long timeout, and never for long, would otherwise fill the memory. O(1) amortized.
    mutating func leave() {
        stale += 1
        guard stale > 64, stale > heap.count / 2 else { return }
        heap = Heap(heap.unordered.filter { !$0.isStale })
        stale = 0
    }

    /// The next deadline that somebody still waits for.
    mutating func next() -> Instant? {
        while let first = heap.min {
            guard first.isStale else { return first.deadline }
            heap.removeMin()
            stale = max(0, stale - 1)
        }
        return nil
    }

    /// Takes out the next operation whose deadline has come.
    mutating func popDue(at now: Instant) -> PendingOperation? {
        guard let next = next(), next <= now else { return nil }
        return heap.popMin()?.operation
    }
}
