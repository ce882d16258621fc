import Algorithms

/// Which locks and permits each thread held, at any moment of the past.
///
/// That it held one thing, or nothing, is what its events say; only where there is more is it remembered what lay below the last taking:
/// a persistent stack for each lane, of which those of before stay. Telling an event costs O(1), or O(what the thread holds) where it
/// holds more than one thing.
struct HeldStacks: Sendable {
    private struct Taking {
        let resource: ResourceID
        /// The number in the trace of the event with which it began.
        let event: UInt32
        var count: Int32
        /// What stands for it in the past; 0 for nothing yet.
        var node: UInt32 = 0
    }

    /// One taking, on top of those before.
    private struct Node {
        let resource: ResourceID
        /// 0 for none.
        let below: UInt32
    }

    private struct Lane {
        /// What it holds now, what it took last at the end.
        var present: [Taking] = []
        /// When it changed what it holds, as long as that was more than one thing, and the stack's top from then on; 0 where it was not
        /// more than one any longer.
        var events: [UInt32] = []
        var tops: [UInt32] = []
    }

    /// Number 0 stands for none.
    private var nodes = [Node(resource: .none, below: 0)]
    private var lanes: [Lane] = []

    mutating func addThread() { lanes.appendSparingly(Lane()) }

    /// What a thread held before the trace's event number `position`, what it took last first. O(log events + what it held).
    ///
    /// - Parameter last: what it took last, as its state then says.
    func held(by lane: Int, before position: Int, last: ResourceID) -> [ResourceID] {
        guard last != .none else { return [] }
        guard lanes.indices.contains(lane), !lanes[lane].events.isEmpty else { return [last] }
        let count = lanes[lane].events.partitioningIndex { Int($0) >= position }
        var node = count == 0 ? 0 : lanes[lane].tops[count - 1]
        guard node != 0 else { return [last] }
        var held: [ResourceID] = []
        while node != 0 {
            let taking = nodes[Int(node)]
            if !held.contains(taking.resource) { held.append(taking.resource) }
            node = taking.below
        }
        return held
    }

    /// With which events what a thread holds now was taken.
    func presentTakings(of lane: Int) -> [Int] {
        lanes.indices.contains(lane) ? lanes[lane].present.map { Int($0.event) } : []
    }

    /// A thread's event: what it takes, gives back, or has lost.
    ///
    /// - Parameter isFree: whether nobody holds the event's resource after it.
    mutating func tell(_ event: Event, of lane: Int, at index: Int, isFree: Bool) {
        let isTaking = event.kind == .acquire && event.holds == event.resource
        let top = lanes[lane].present.last?.resource ?? .none
        if top == event.holds, !isTaking, event.kind != .release { return }
        let before = lanes[lane].present.count
        if isTaking { take(event.resource, lane, index) }
        if event.kind == .release { give(event.resource, lane, all: isFree) }
        // What its events say counts.
        while let last = lanes[lane].present.last, last.resource != event.holds {
            lanes[lane].present.removeLast()
        }
        if lanes[lane].present.isEmpty { take(event.holds, lane, index) }
        if before > 1 || lanes[lane].present.count > 1 { remember(lane, index) }
    }

    private mutating func take(_ resource: ResourceID, _ lane: Int, _ index: Int) {
        guard resource != .none else { return }
        if let last = lanes[lane].present.last, last.resource == resource {
            lanes[lane].present[lanes[lane].present.count - 1].count &+= 1
        } else {
            lanes[lane].present.append(
                Taking(resource: resource, event: UInt32(truncatingIfNeeded: index), count: 1))
        }
    }

    /// The last taking of a resource ends, or all of them.
    private mutating func give(_ resource: ResourceID, _ lane: Int, all: Bool) {
        let isOwn = { (taking: Taking) in taking.resource == resource }
        let changed =
            all ? lanes[lane].present.firstIndex(where: isOwn) : lanes[lane].present.lastIndex(where: isOwn)
        guard let place = changed else { return }
        // Those above lie on something else from now on.
        for index in lanes[lane].present.indices[(place + 1)...] { lanes[lane].present[index].node = 0 }
        if all { return lanes[lane].present.removeAll(where: isOwn) }
        if lanes[lane].present[place].count > 1 {
            lanes[lane].present[place].count -= 1
        } else {
            lanes[lane].present.remove(at: place)
        }
    }

    private mutating func remember(_ lane: Int, _ index: Int) {
        var top: UInt32 = 0
        if lanes[lane].present.count > 1 {
            // Those without a node are the last ones.
            let known = lanes[lane].present.lastIndex { $0.node != 0 }
            top = known.map { lanes[lane].present[$0].node } ?? 0
            for index in ((known ?? -1) + 1)..<lanes[lane].present.count {
                nodes.appendSparingly(Node(resource: lanes[lane].present[index].resource, below: top))
                top = UInt32(truncatingIfNeeded: nodes.count - 1)
                lanes[lane].present[index].node = top
            }
        }
        lanes[lane].events.append(UInt32(truncatingIfNeeded: index))
        lanes[lane].tops.append(top)
    }
}
