import ThreadModel
import ThreadTrace

/// Every execution within a bound, or plainly every one, in depth-first order, without any reduction: what conflicts does not matter.
///
/// Bounded by preemptions (M. Musuvathi and S. Qadeer, "Iterative context bounding for systematic testing of multithreaded programs",
/// PLDI 2007) or by delays (M. Emmi, S. Qadeer and Z. Rakamarić, "Delay-bounded scheduling", POPL 2011): most bugs need few of them.
final class DepthFirstSearch: ExecutionStrategy, Divider {
    private struct Node {
        /// Whom to try, each with what it costs, cheapest first.
        var choices: [(thread: ThreadID, cost: Int)]
        var current = 0
        /// What has been spent before it.
        let spent: Int
    }

    private let bound: SearchBound?
    /// Where the first execution goes, and what is tried on the way.
    private let origin: [Position.Place]
    private var isRestoring = true
    private let divides: Bool
    private(set) var parts: [Position]?
    private var nodes: [Node] = []
    private var depth = 0
    private(set) var isExhausted = false
    private var nondeterminism: NondeterminismError?

    /// - Parameters:
    ///   - bound: nil for none.
    ///   - divides: whether to stop at the first choice behind the position.
    init(_ bound: SearchBound?, from position: Position = .start, divides: Bool = false) {
        self.bound = bound
        origin = position.places
        self.divides = divides
    }

    func begin() { depth = 0 }

    func choose(_ situation: Situation) -> ThreadID? {
        if depth == nodes.count {
            var node = node(situation)
            if isRestoring, depth < origin.count {
                let place = origin[depth]
                let wanted = [place.thread] + place.pending
                // In the order of the position, whose last ones cost no less.
                node.choices = wanted.compactMap { number in
                    node.choices.first { $0.thread.number == number }
                }
                guard node.choices.count == wanted.count else {
                    nondeterminism = NondeterminismError(
                        step: depth + 1, thread: ThreadID(place.thread), expected: nil, found: nil)
                    return nil
                }
            } else if divides, node.choices.count > 1 {
                let path = position
                parts = node.choices.map { choice in
                    Position(places: path.places + [Position.Place(thread: choice.thread.number)])
                }
                return nil
            }
            nodes.append(node)
        }
        let node = nodes[depth]
        let thread = node.choices[node.current].thread
        guard situation.isEnabled(thread) else {
            nondeterminism = NondeterminismError(step: depth + 1, thread: thread, expected: nil, found: nil)
            return nil
        }
        depth += 1
        return thread
    }

    private func node(_ situation: Situation) -> Node {
        let spent = nodes.last.map { $0.spent + $0.choices[$0.current].cost } ?? 0
        var choices: [(thread: ThreadID, cost: Int)] = []
        let isPreemption = situation.wouldPreempt
        // In cyclic order from who went last: the one after the next costs one delay more.
        let enabled = situation.enabled.indices.map(situation.enabled.thread(at:))
        let start = enabled.firstIndex { $0 >= situation.last } ?? 0
        for offset in enabled.indices {
            let thread = enabled[(start + offset) % enabled.count]
            switch bound {
            case .delays: choices.append((thread, offset))
            default: choices.append((thread, isPreemption && thread != situation.last ? 1 : 0))
            }
        }
        if let limit = bound?.limit {
            choices.removeAll { spent + $0.cost > limit }
        }
        return Node(choices: choices, spent: spent)
    }

    func finish(_ situation: Situation) throws(NondeterminismError) {
        guard depth == nodes.count else {
            throw NondeterminismError(
                step: depth + 1, thread: nodes[depth].choices[nodes[depth].current].thread, expected: nil,
                found: nil)
        }
        isRestoring = false
        while var node = nodes.popLast() {
            node.current += 1
            guard node.current < node.choices.count else { continue }
            nodes.append(node)
            return
        }
        isExhausted = true
    }

    func abandon(_ situation: Situation) throws(NondeterminismError) {
        if let nondeterminism { throw nondeterminism }
        isExhausted = true
    }

    private var position: Position {
        Position(
            places: nodes.map { node in
                let numbers = node.choices.map(\.thread.number)
                return Position.Place(
                    thread: numbers[node.current], done: Array(numbers[..<node.current]),
                    pending: Array(numbers[(node.current + 1)...]))
            })
    }

    var rest: Part? { isExhausted ? nil : .tree(position) }

    var covered: Double {
        isExhausted ? 1 : coverage(nodes.dropFirst(origin.count).lazy.map { ($0.current, $0.choices.count) })
    }
}

/// How much out of order executions may go.
package enum SearchBound: Hashable, Sendable {
    /// So many times a thread that could go on has to wait.
    case preemptions(Int)
    /// So many threads are passed over, of those that take turns.
    case delays(Int)

    var limit: Int {
        switch self {
        case .preemptions(let limit), .delays(let limit): limit
        }
    }
}

extension Situation {
    /// Whether it would be a preemption to let another go than who went last: that one could go on. Who comes to sleep, or to wait for
    /// a while, gives way.
    var wouldPreempt: Bool {
        guard last != .runtime, isEnabled(last), let request = request(of: last) else {
            return false
        }
        if case .after = request.limit { return false }
        return true
    }
}
