import Algorithms
import DequeModule
import ThreadTrace

/// A queue's rules: elements come out in an order of their own, up to a bound of them; and how many of those taken are still
/// being worked on. Elements stay with the caller, who has a number for each.
package struct QueueState: Primitive {
    package enum Order: Hashable, Sendable {
        /// First in, first out.
        case fifo
        /// Last in, first out.
        case lifo
        /// The lowest rank first, and of equals the first in.
        case priority

        /// How the trace tells it.
        var told: Event.ElementOrder {
            switch self {
            case .fifo: .firstIn
            case .lifo: .lastIn
            case .priority: .byRank
            }
        }
    }

    private struct Item: Hashable {
        let token: Int
        var rank: Int
    }

    package let order: Order
    /// In the order in which they come out.
    private var items: Deque<Item> = []
    /// Put and not yet reported done.
    package private(set) var unfinished = 0
    /// Nil for no bound.
    package let capacity: Int?
    package private(set) var isShutDown = false

    /// A capacity below 1 is no bound.
    package init(capacity: Int, order: Order = .fifo) {
        self.capacity = capacity > 0 ? capacity : nil
        self.order = order
    }

    package var count: Int { items.count }
    package var isEmpty: Bool { items.isEmpty }
    package var isFull: Bool { capacity.map { count >= $0 } ?? false }

    package mutating func put(_ token: Int, rank: Int = 0) -> Bool {
        guard !isFull, !isShutDown else { return false }
        let item = Item(token: token, rank: rank)
        switch order {
        case .fifo: items.append(item)
        case .lifo: items.prepend(item)
        case .priority: items.insert(item, at: items.partitioningIndex { $0.rank > rank })
        }
        unfinished += 1
        return true
    }

    package mutating func get() -> Int? { items.popFirst()?.token }

    /// False when nothing was unfinished.
    package mutating func taskDone() -> Bool {
        guard unfinished > 0 else { return false }
        unfinished -= 1
        return true
    }

    /// Nothing can be put any more, and who waits for an element that will not come learns so.
    package mutating func shutDown() { isShutDown = true }

    /// Takes an element out of a queue that is being shut down, as if it had been dealt with.
    package mutating func drain() -> Int? {
        guard isShutDown, let token = get() else { return nil }
        unfinished = max(unfinished - 1, 0)
        return token
    }

    /// Elements have other ranks from now on, in the same order: no step, as nobody can see it.
    package mutating func rank(_ ranks: [Int: Int]) {
        for index in items.indices {
            if let rank = ranks[items[index].token] { items[index].rank = rank }
        }
    }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        switch request.operation {
        case .put: !isFull || isShutDown
        case .get: !isEmpty || isShutDown
        case .join: unfinished == 0
        default: true
        }
    }

    /// The argument is the element's number; of a shutdown it is 1 to take an element out as well.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.becomes(count) }
        switch request.operation {
        case .put:
            step.detail = order.told.rawValue | request.waitLimit.rawValue
            if isShutDown {
                step.event = .timeout
                return .exhausted
            }
            return put(request.argument, rank: request.rank) ? .done : step.givesUp()
        case .get:
            if let token = get() { return .number(token) }
            let reply = step.givesUp()
            return isShutDown ? .exhausted : reply
        case .taskDone:
            guard taskDone() else { throw .tooManyTasksDone }
            return .done
        case .join: return unfinished == 0 ? .done : step.givesUp()
        case .shutdown:
            shutDown()
            guard request.argument == 1 else { return .done }
            return drain().map(Reply.number) ?? .exhausted
        case .inspect: return .number(count)
        default: throw .unsupported
        }
    }

    /// Joining and looking commute with themselves, taking and joining with each other, as do looking and dealing with elements.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        let pair = [one.operation, other.operation].sorted { $0.rawValue < $1.rawValue }
        return switch (pair[0], pair[1]) {
        case (.join, .join), (.inspect, .inspect), (.join, .get), (.join, .inspect), (.get, .taskDone),
            (.taskDone, .inspect):
            false
        default: true
        }
    }
}
