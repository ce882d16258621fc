import HeapModule
import ThreadTrace

/// Who wakes when. What took effect before its deadline is dropped when it comes to the top.
struct Deadlines: Sendable {
    private struct Entry: Comparable, Sendable {
        let deadline: Instant
        let order: Int
        let thread: ThreadID
        /// The arrival of which this is the deadline: a later one has another number.
        let arrival: Int

        func isCurrent(among threads: [ThreadSlot]) -> Bool {
            let slot = threads[thread.index]
            return slot.arrival == arrival && slot.isStanding && !slot.hasExpired
        }

        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.order) < (right.deadline, right.order)
        }

        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var inserted = 0
    private var stale = 0

    var count: Int { heap.count }

    mutating func insert(_ thread: ThreadID, arrival: Int, at deadline: Instant) {
        inserted += 1
        heap.insert(Entry(deadline: deadline, order: inserted, thread: thread, arrival: arrival))
    }

    /// Somebody who was inserted has left before the deadline. Once most entries are of that sort they are cleared out: a thread
    /// that often waits with a long timeout, and never for long, would otherwise fill the memory. O(1) amortized.
    mutating func leave(among threads: [ThreadSlot]) {
        stale += 1
        guard stale > 64, stale > heap.count / 2 else { return }
        heap = Heap(heap.unordered.filter { $0.isCurrent(among: threads) })
        stale = 0
    }

    /// The next deadline that somebody still waits for.
    mutating func next(among threads: [ThreadSlot]) -> Instant? {
        while let first = heap.min {
            if first.isCurrent(among: threads) { return first.deadline }
            heap.removeMin()
            stale = max(0, stale - 1)
        }
        return nil
    }

    /// Takes out the next thread whose deadline has come.
    mutating func popDue(at now: Instant, among threads: [ThreadSlot]) -> ThreadID? {
        guard let next = next(among: threads), next <= now else { return nil }
        return heap.popMin()?.thread
    }
}
