import ThreadModel
import ThreadTrace

/// A queue between threads: putting waits while it is full, getting while it is empty. First in, first out.
public class Queue<Element: Sendable>: @unchecked Sendable {  // it and its subclasses have constants only
    private let handle: Handle
    private let elements: any ElementStore<Element>
    /// How many elements it holds at most; 0 for no bound.
    public let capacity: Int

    /// - Parameter capacity: how many elements it holds at most; 0 for no bound.
    public convenience init(_ name: String? = nil, capacity: Int = 0) {
        self.init(name, capacity: capacity, .fifo, PlainElements())
    }

    init(_ name: String?, capacity: Int, _ order: QueueState.Order, _ elements: any ElementStore<Element>) {
        self.capacity = max(0, capacity)
        self.elements = elements
        handle = Handle(
            .queue, name: name, capacity: self.capacity,
            .queue(QueueState(capacity: capacity, order: order)))
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// How many elements it holds. A step, as all looks are: by the next one it may be another number.
    public var count: Int {
        get throws { try handle.perform(.inspect).number }
    }

    /// Whether it holds no element. A step.
    public var isEmpty: Bool {
        get throws { try count == 0 }
    }

    /// Whether it holds as many elements as it can. A step where it has a bound.
    public var isFull: Bool {
        get throws { try capacity > 0 && count >= capacity }
    }

    /// Waits until there is room and puts an element into the queue.
    ///
    /// - Throws: `ThreadingError.queueFull` when there is no room after `timeout`, or at all if it is not blocking;
    ///   `ThreadingError.queueShutDown` once it is shut down; `ThreadingError.invalidArgument` for a negative timeout.
    public func put(
        _ element: Element, blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID,
        line: UInt = #line
    ) throws {
        let limit = try limit(blocking, timeout)
        let (token, rank) = elements.add(element, rerank: handle.rank)
        let reply: Reply
        do {
            reply = try handle.perform(
                .put, limit: limit, argument: token, rank: rank, at: CallSite(file, line))
        } catch {
            _ = elements.remove(token)
            throw error
        }
        guard reply != .done else { return }
        _ = elements.remove(token)
        throw reply == .exhausted ? ThreadingError.queueShutDown(name) : .queueFull(name)
    }

    /// Waits until there is an element and takes the first.
    ///
    /// - Throws: `ThreadingError.queueEmpty` when there is none after `timeout`, or at all if it is not blocking;
    ///   `ThreadingError.queueShutDown` when it is shut down and empty; `ThreadingError.invalidArgument` for a negative timeout.
    public func get(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Element {
        switch try handle.perform(.get, limit: limit(blocking, timeout), at: CallSite(file, line)) {
        case .number(let token):
            guard let element = elements.remove(token) else { throw RunCancelled() }
            return element
        case .exhausted: throw ThreadingError.queueShutDown(name)
        default: throw ThreadingError.queueEmpty(name)
        }
    }

    /// As Python's queues have it: without blocking, a timeout says nothing.
    private func limit(_ blocking: Bool, _ timeout: Duration?) throws -> Limit {
        guard blocking else { return .atOnce }
        try Limit.check(timeout, name)
        return Limit(timeout)
    }

    /// Says that an element that was taken has been dealt with.
    ///
    /// - Throws: `ThreadingError.tooManyTasksDone` when said more often than elements were put.
    public func taskDone(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.taskDone, at: CallSite(file, line))
    }

    /// Waits until every element that was put has been dealt with.
    ///
    /// - Returns: false when it gave up after `timeout`.
    @discardableResult
    public func join(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        try handle.perform(.join, limit: Limit(timeout), at: CallSite(file, line)).isDone
    }

    /// Nothing can be put any more. Who gets takes what there still is, and then learns that there will be nothing more.
    ///
    /// - Parameter immediate: what there still is, is thrown away, and counts as dealt with.
    public func shutdown(immediate: Bool = false, file: StaticString = #fileID, line: UInt = #line) throws {
        let site = CallSite(file, line)
        while case .number(let token) = try handle.perform(.shutdown, argument: immediate ? 1 : 0, at: site) {
            _ = elements.remove(token)
        }
    }
}

/// A queue that gives out the element that was put last.
public final class LifoQueue<Element: Sendable>: Queue<Element>, @unchecked Sendable {  // as its superclass
    /// - Parameter capacity: how many elements it holds at most; 0 for no bound.
    public convenience init(_ name: String? = nil, capacity: Int = 0) {
        self.init(name, capacity: capacity, .lifo, PlainElements())
    }
}

/// A queue that gives out the least element, and of equal ones the one that was put first.
public final class PriorityQueue<Element: Sendable & Comparable>: Queue<Element>,
    @unchecked Sendable  // as its superclass
{
    /// - Parameter capacity: how many elements it holds at most; 0 for no bound.
    public convenience init(_ name: String? = nil, capacity: Int = 0) {
        self.init(name, capacity: capacity, .priority, RankedElements())
    }
}
