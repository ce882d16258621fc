import Algorithms

/// Which locks and permits each thread held, at any moment of the past: a persistent stack for each lane, whose tops of before stay.
///
/// What is on top is what the thread's events say that it took last and holds; what lies below follows from who took and gave back
/// what. Telling an event costs O(1), or O(what the thread holds) where it gives back what it did not take last. About 20 bytes for
/// each time something is taken or given back.
struct HeldStacks: Sendable {
    /// One taking, on top of those before.
    private struct Node {
        /// The number in the trace of the event with which it began.
        let event: UInt32
        let resource: ResourceID
        let count: Int32
        /// 0 for none.
        let below: UInt32
    }

    /// When the top changed, and what to.
    private struct Lane {
        var events: [UInt32] = []
        var tops: [UInt32] = []
    }

    /// Number 0 stands for none.
    private var nodes = [Node(event: 0, resource: .none, count: 0, below: 0)]
    private var lanes: [Lane] = []

    mutating func addThread() { lanes.appendSparingly(Lane()) }

    /// What a thread held before the trace's event number `position`, what it took last first, and with which event each taking began.
    /// O(log events + what it held).
    func held(by lane: Int, before position: Int) -> [(resource: ResourceID, event: Int)] {
        guard lanes.indices.contains(lane), !lanes[lane].events.isEmpty else { return [] }
        let count = lanes[lane].events.partitioningIndex { Int($0) >= position }
        guard count > 0 else { return [] }
        var held: [(resource: ResourceID, event: Int)] = []
        var node = lanes[lane].tops[count - 1]
        while node != 0 {
            let taking = nodes[Int(node)]
            if !held.contains(where: { $0.resource == taking.resource }) {
                held.append((taking.resource, Int(taking.event)))
            }
            node = taking.below
        }
        return held
    }

    /// A thread's event: what it takes, gives back, or has lost.
    ///
    /// - Parameter isFree: whether nobody holds the event's resource after it.
    mutating func tell(_ event: Event, of lane: Int, at index: Int, isFree: Bool) {
        let before = lanes[lane].tops.last ?? 0
        var top = before
        switch event.kind {
        case .acquire where event.holds == event.resource && event.holds != .none:
            top = push(event.resource, on: top, at: index)
        case .release:
            top = remove(event.resource, from: top, all: isFree)
        default: break
        }
        // What its events say counts.
        while top != 0, nodes[Int(top)].resource != event.holds { top = nodes[Int(top)].below }
        if top == 0, event.holds != .none { top = push(event.holds, on: 0, at: index) }
        guard top != before else { return }
        lanes[lane].events.append(UInt32(truncatingIfNeeded: index))
        lanes[lane].tops.append(top)
    }

    private mutating func push(_ resource: ResourceID, on top: UInt32, at index: Int) -> UInt32 {
        let node = nodes[Int(top)]
        if top != 0, node.resource == resource {
            return place(
                Node(event: node.event, resource: resource, count: node.count &+ 1, below: node.below))
        }
        return place(
            Node(event: UInt32(truncatingIfNeeded: index), resource: resource, count: 1, below: top))
    }

    /// The last taking of a resource ends, or all of them; those above stay, on top of what is left.
    private mutating func remove(_ resource: ResourceID, from top: UInt32, all: Bool) -> UInt32 {
        guard holds(resource, top) else { return top }
        var above: [Node] = []
        var node = top
        while node != 0 {
            let taking = nodes[Int(node)]
            node = taking.below
            guard taking.resource == resource else {
                above.append(taking)
                continue
            }
            if all { continue }
            if taking.count > 1 {
                node = place(
                    Node(
                        event: taking.event, resource: resource, count: taking.count - 1, below: taking.below)
                )
            }
            break
        }
        for taking in above.reversed() {
            node = place(
                Node(event: taking.event, resource: taking.resource, count: taking.count, below: node))
        }
        return node
    }

    private func holds(_ resource: ResourceID, _ top: UInt32) -> Bool {
        var node = top
        while node != 0, nodes[Int(node)].resource != resource { node = nodes[Int(node)].below }
        return node != 0
    }

    private mutating func place(_ node: Node) -> UInt32 {
        nodes.appendSparingly(node)
        return UInt32(truncatingIfNeeded: nodes.count - 1)
    }
}
