import ThreadTrace

/// Which locks were taken while which others were held, and the circles in that: locks that threads might wait for in a circle.
///
/// Goodlock with guards and segments (Bensalem and Havelund, "Dynamic Deadlock Analysis of Multi-Threaded Programs", 2005): a circle
/// counts where its threads are different ones, hold no lock in common (a gate that lets in one at a time) and no
/// more permits of a semaphore than there are, and none of the takings must
/// have been over before another could begin (by starts, joins and whatever else no schedule can change). A taking that did not come off
/// because of a deadlock counts too; one that was only tried, or would have been given up at some time, waits for nobody for ever.
///
/// One circle is told for each set of locks. A taking costs O(locks held) where it is like an earlier one of the same thread, as in a
/// loop, or where its locks lie on no circle; else O(takings of other sorts it might close a circle with). Of each sort, `mostVariants` segments are kept, circles have
/// `longest` locks at most, and a search looks at `patience` takings: beyond that circles may be missed, and none is invented.
struct LockOrder: Sendable {
    static let mostVariants = 32
    static let longest = 8
    static let patience = 10_000

    /// A lock is taken while others are held.
    struct Nesting: Sendable {
        let thread: ThreadID
        let outer: ResourceID
        let inner: ResourceID
        /// All that is held, ascending.
        let held: [ResourceID]
        /// Of which semaphores the thread has permits.
        let gates: [ResourceID]
        /// With which events the two were taken.
        let outerEvent: Int
        let innerEvent: Int
        let epoch: Epoch
        let known: VectorClock

        /// Whether two threads can stand like this at the same time, each before its inner lock.
        func canMeet(_ other: Nesting) -> Bool {
            thread != other.thread && !isKnown(to: other) && !other.isKnown(to: self)
                && held.allSatisfy { !other.held.contains($0) }
        }

        /// Whether it must be over when the other begins.
        private func isKnown(to other: Nesting) -> Bool {
            epoch.slot == other.epoch.slot || other.known[epoch.slot] >= epoch.time
        }
    }

    private struct Sort: Hashable {
        let thread: ThreadID
        let inner: ResourceID
        let held: [ResourceID]
        let gates: [ResourceID]
    }

    private struct Variants {
        var version: UInt32
        var count = 1
    }

    private var nestings: [ResourceID: [Nesting]] = [:]
    private var known: [Sort: Variants] = [:]
    private var told: Set<[ResourceID]> = []
    private var graph = LockGraph()

    /// A thread takes a lock, or would, while it holds others.
    ///
    /// - Parameter clocks: by the required order.
    /// - Returns: circles that this closes: each nesting's inner lock is the next one's outer.
    mutating func take(
        _ lock: ResourceID, by thread: ThreadID, at event: Int, holding held: [HeldLocks.Taking],
        _ permits: HeldPermits, _ clocks: ThreadClocks
    ) -> [[Nesting]] {
        let sort = Sort(
            thread: thread, inner: lock, held: held.map(\.lock).sorted(), gates: permits.gates(of: thread))
        let version = clocks.version(of: thread)
        if let variants = known[sort] {
            guard variants.version != version, variants.count < Self.mostVariants else { return [] }
            known[sort] = Variants(version: version, count: variants.count + 1)
        } else {
            known[sort] = Variants(version: version)
        }
        var circles: [[Nesting]] = []
        for taking in held {
            let nesting = Nesting(
                thread: thread, outer: taking.lock, inner: lock, held: sort.held, gates: sort.gates,
                outerEvent: taking.event, innerEvent: event, epoch: clocks.epoch(of: thread),
                known: clocks.known(to: thread))
            if graph.join(taking.lock, lock), mayCloseUntold(taking.lock, lock) {
                var path = [nesting]
                var patience = Self.patience
                search(&path, permits, &patience, &circles)
            }
            nestings[taking.lock, default: []].append(nesting)
        }
        return circles
    }

    /// A lock turns out to be none: how it was taken says nothing.
    mutating func forget(_ lock: ResourceID) {
        nestings[lock] = nil
        for outer in nestings.keys { nestings[outer]?.removeAll { $0.inner == lock } }
        told = told.filter { !$0.contains(lock) }
    }

    /// Whether there is a circle of locks through these two that has not been told, whoever takes them: where all have been, nobody has to
    /// be found for one.
    private func mayCloseUntold(_ outer: ResourceID, _ inner: ResourceID) -> Bool {
        var path = [outer, inner]
        var patience = Self.patience / 10
        func search() -> Bool {
            guard let last = path.last, path.count <= Self.longest else { return false }
            for next in graph.taken(under: last) {
                patience -= 1
                guard patience > 0 else { return true }
                if next == outer {
                    if !told.contains(path.sorted()) { return true }
                } else if graph.circle(of: next) == graph.circle(of: outer), !path.contains(next) {
                    path.append(next)
                    if search() { return true }
                    path.removeLast()
                }
            }
            return false
        }
        return search()
    }

    /// Goes on from the end of a path of nestings that can all meet.
    private mutating func search(
        _ path: inout [Nesting], _ permits: HeldPermits, _ patience: inout Int, _ circles: inout [[Nesting]]
    ) {
        guard let first = path.first, let last = path.last, path.count < Self.longest else { return }
        for next in nestings[last.inner] ?? [] {
            patience -= 1
            guard patience > 0 else { return }
            guard graph.circle(of: next.inner) == graph.circle(of: first.outer) else { continue }
            guard path.allSatisfy({ $0.canMeet(next) && $0.inner != next.inner }) else { continue }
            path.append(next)
            if next.inner == first.outer {
                if letIn(path, permits), told.insert(path.map(\.outer).sorted()).inserted {
                    circles.append(path)
                }
            } else {
                search(&path, permits, &patience, &circles)
            }
            path.removeLast()
        }
    }

    /// Whether all of a circle get through the gates that they went through.
    private func letIn(_ circle: [Nesting], _ permits: HeldPermits) -> Bool {
        let gates = Set(circle.flatMap(\.gates))
        return gates.allSatisfy { gate in
            circle.count { $0.gates.contains(gate) } <= permits.room(of: gate)
        }
    }
}
