/// Who holds what, as it follows from who took and gave back what: the one place where that is decided, for a run that goes on as
/// for a trace that is read.
///
/// Locks are held by who took them, permits of a semaphore are counted for who took them. Who gives back what another took ends
/// that other's oldest taking. A semaphore that begins without permits is a signal: nobody ever holds it. What a thread took
/// last comes first. Taking and giving back cost O(1) but for who gives back what is neither its last nor the resource's last:
/// O(the lesser of what it holds and how many hold the resource).
package struct Holdings: Sendable {
    /// One taking: a node of two lists, of its thread's takings and of its resource's.
    private struct Taking {
        var thread: UInt32
        var resource: UInt32
        /// How often in a row.
        var count: Int32
        /// The thread's takings before and after this one, 0 for none.
        var below: UInt32 = 0
        var above: UInt32 = 0
        /// The resource's.
        var older: UInt32 = 0
        var newer: UInt32 = 0
    }

    private struct Ends {
        var isLock: Bool
        var oldest: UInt32 = 0
        var newest: UInt32 = 0
    }

    /// Number 0 stands for none.
    private var takings = [Taking(thread: 0, resource: 0, count: 0)]
    private var free: UInt32 = 0
    /// The last taking of each thread, by its number.
    private var tops: [UInt32] = [0]
    /// Of each resource, by its number; nil for what nobody can hold.
    private var ends: [Ends?] = [nil]

    package init() {
        takings.reserveCapacity(8)
        tops.reserveCapacity(8)
        ends.reserveCapacity(12)
    }

    package mutating func addThread() {
        tops.append(0)
        ends.append(nil)
    }

    /// - Parameter capacity: of a semaphore, how many permits it begins with.
    package mutating func addResource(_ kind: ResourceKind, capacity: Int) {
        ends.append(
            kind.isHeld || (kind == .semaphore && capacity > 0) ? Ends(isLock: kind.isHeld) : nil)
    }

    /// What the thread took last and still holds. O(1).
    package func last(of thread: ThreadID) -> ResourceID {
        guard Int(thread.number) < tops.count else { return .none }
        return ResourceID(takings[Int(tops[Int(thread.number)])].resource)
    }

    /// The lock that the thread took last and still holds, of all that it holds: what an ended thread leaves locked. Permits it can
    /// give back no more than anybody else.
    package func lastLock(of thread: ThreadID) -> ResourceID {
        guard Int(thread.number) < tops.count else { return .none }
        var node = tops[Int(thread.number)]
        while node != 0 {
            let taking = takings[Int(node)]
            if ends[Int(taking.resource)]?.isLock == true { return ResourceID(taking.resource) }
            node = taking.below
        }
        return .none
    }

    /// How often the thread has taken the resource and not given it back.
    package func count(of resource: ResourceID, by thread: ThreadID) -> Int {
        guard Int(resource.number) < ends.count, let own = ends[Int(resource.number)] else { return 0 }
        var count = 0
        var node = own.newest
        while node != 0 {
            let taking = takings[Int(node)]
            if taking.thread == thread.number { count += Int(taking.count) }
            node = taking.older
        }
        return count
    }

    /// Who holds the resource, the first who took it first; one who took it twice comes once.
    package func holders(of resource: ResourceID) -> [ThreadID] {
        guard Int(resource.number) < ends.count, let own = ends[Int(resource.number)] else { return [] }
        var found: [ThreadID] = []
        var node = own.oldest
        while node != 0 {
            let thread = ThreadID(takings[Int(node)].thread)
            if found.last != thread, !found.contains(thread) { found.append(thread) }
            node = takings[Int(node)].newer
        }
        return found
    }

    /// Every taking that goes on, in no order.
    var all: [(number: Int, thread: ThreadID, resource: ResourceID, count: Int)] {
        takings.indices.filter { takings[$0].count > 0 }.map {
            ($0, ThreadID(takings[$0].thread), ResourceID(takings[$0].resource), Int(takings[$0].count))
        }
    }

    /// The thread takes the resource so many times.
    ///
    /// - Parameter began: called with the number of a taking that begins.
    /// - Returns: whether it then holds it: nobody holds a signal.
    @discardableResult
    package mutating func take(
        _ resource: ResourceID, by thread: ThreadID, times: Int = 1, began: (Int) -> Void = { _ in }
    ) -> Bool {
        guard times > 0, Int(thread.number) < tops.count, Int(resource.number) < ends.count,
            let own = ends[Int(resource.number)]
        else { return false }
        let top = tops[Int(thread.number)]
        let count = Int32(clamping: times)
        if top != 0, takings[Int(top)].resource == resource.number, own.newest == top {
            takings[Int(top)].count &+= count
            return true
        }
        let node = place(
            Taking(
                thread: thread.number, resource: resource.number, count: count, below: top, older: own.newest)
        )
        if top != 0 { takings[Int(top)].above = node }
        tops[Int(thread.number)] = node
        if own.newest != 0 { takings[Int(own.newest)].newer = node }
        if own.oldest == 0 { ends[Int(resource.number)]?.oldest = node }
        ends[Int(resource.number)]?.newest = node
        began(Int(node))
        return true
    }

    /// The resource is given back so many times: what the thread itself took last of it, then what others took, the oldest first.
    ///
    /// - Parameter ended: called with the number of a taking that ends.
    /// - Returns: another whose taking ended so, the last of them where there are several.
    @discardableResult
    package mutating func give(
        _ resource: ResourceID, by thread: ThreadID, times: Int = 1, ended: (Int) -> Void = { _ in }
    ) -> ThreadID? {
        guard Int(resource.number) < ends.count else { return nil }
        var rest = times
        var other: ThreadID?
        while rest > 0, let own = ends[Int(resource.number)], own.oldest != 0 {
            let node = last(of: resource, own, by: thread) ?? own.oldest
            if takings[Int(node)].thread != thread.number { other = ThreadID(takings[Int(node)].thread) }
            let given = min(rest, Int(takings[Int(node)].count))
            rest -= given
            takings[Int(node)].count -= Int32(given)
            guard takings[Int(node)].count == 0 else { continue }
            remove(node)
            ended(Int(node))
        }
        return other
    }

    /// The thread's last taking of the resource: looked for in both lists at once, so that the shorter way decides.
    private func last(of resource: ResourceID, _ own: Ends, by thread: ThreadID) -> UInt32? {
        guard Int(thread.number) < tops.count else { return nil }
        var byThread = tops[Int(thread.number)]
        var byResource = own.newest
        while byThread != 0, byResource != 0 {
            if takings[Int(byThread)].resource == resource.number { return byThread }
            if takings[Int(byResource)].thread == thread.number { return byResource }
            byThread = takings[Int(byThread)].below
            byResource = takings[Int(byResource)].older
        }
        return nil
    }

    /// The thread holds nothing any more.
    mutating func giveAll(by thread: ThreadID) {
        while Int(thread.number) < tops.count, tops[Int(thread.number)] != 0 {
            remove(tops[Int(thread.number)])
        }
    }

    private mutating func place(_ taking: Taking) -> UInt32 {
        if free != 0 {
            let node = free
            free = takings[Int(node)].below
            takings[Int(node)] = taking
            return node
        }
        takings.append(taking)
        return UInt32(truncatingIfNeeded: takings.count - 1)
    }

    private mutating func remove(_ node: UInt32) {
        let taking = takings[Int(node)]
        if taking.above == 0 {
            tops[Int(taking.thread)] = taking.below
        } else {
            takings[Int(taking.above)].below = taking.below
        }
        if taking.below != 0 { takings[Int(taking.below)].above = taking.above }
        if taking.older == 0 {
            ends[Int(taking.resource)]?.oldest = taking.newer
        } else {
            takings[Int(taking.older)].newer = taking.newer
        }
        if taking.newer == 0 {
            ends[Int(taking.resource)]?.newest = taking.older
        } else {
            takings[Int(taking.newer)].older = taking.older
        }
        takings[Int(node)] = Taking(thread: 0, resource: 0, count: 0, below: free)
        free = node
    }
}
