import DequeModule
import ThreadTrace

/// A queue's rules: first in, first out, up to a bound; and how many of the elements taken are still being worked on.
package struct QueueState<Element> {
    private var elements: Deque<Element> = []
    /// Put and not yet reported done.
    package private(set) var unfinished = 0
    /// Nil for no bound.
    package let capacity: Int?

    /// A capacity below 1 is no bound.
    package init(capacity: Int) { self.capacity = capacity > 0 ? capacity : nil }

    package var count: Int { elements.count }
    package var isEmpty: Bool { elements.isEmpty }
    package var isFull: Bool { capacity.map { count >= $0 } ?? false }

    package mutating func put(_ element: Element) -> Bool {
        guard !isFull else { return false }
        elements.append(element)
        unfinished += 1
        return true
    }

    package mutating func get() -> Element? { elements.popFirst() }

    /// False when nothing was unfinished.
    package mutating func taskDone() -> Bool {
        guard unfinished > 0 else { return false }
        unfinished -= 1
        return true
    }
}

extension QueueState: Sendable where Element: Sendable {}

/// A queue between threads: putting waits while it is full, getting while it is empty.
public final class Queue<Element: Sendable>: Sendable {
    private let queue: Monitored<QueueState<Element>>

    /// - Parameter capacity: how many elements it holds at most; 0 for no bound.
    public init(_ name: String? = nil, capacity: Int = 0) {
        queue = Monitored(.queue, name: name, capacity: max(0, capacity), QueueState(capacity: capacity))
    }

    public var name: String { queue.name }

    public var count: Int {
        get throws { try queue.perform(.inspect, at: CallSite("", 0)) { state, _ in state.count } }
    }

    /// Waits until there is room and puts an element at the end.
    ///
    /// - Throws: `ThreadingError.queueFull` when there is no room after `timeout`, or at all if it is not blocking.
    public func put(
        _ element: Element, blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID,
        line: UInt = #line
    ) throws {
        let done = try queue.perform(
            .put, timeout: blocking ? timeout : .zero, at: CallSite(file, line), when: { !$0.isFull }
        ) { state, record in
            let done = state.put(element)
            if !done { record.kind = .timeout }
            record.value = Int32(clamping: state.count)
            return done
        }
        guard done else { throw ThreadingError.queueFull(name) }
    }

    /// Waits until there is an element and takes the first.
    ///
    /// - Throws: `ThreadingError.queueEmpty` when there is none after `timeout`, or at all if it is not blocking.
    public func get(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Element {
        let element = try queue.perform(
            .get, timeout: blocking ? timeout : .zero, at: CallSite(file, line), when: { !$0.isEmpty }
        ) { state, record in
            let element = state.get()
            if element == nil { record.kind = .timeout }
            record.value = Int32(clamping: state.count)
            return element
        }
        guard let element else { throw ThreadingError.queueEmpty(name) }
        return element
    }

    /// Says that an element that was taken has been dealt with.
    ///
    /// - Throws: `ThreadingError.tooManyTasksDone` when said more often than elements were put.
    public func taskDone(file: StaticString = #fileID, line: UInt = #line) throws {
        try queue.perform(.taskDone, at: CallSite(file, line)) { state, _ in
            guard state.taskDone() else { throw ThreadingError.tooManyTasksDone(name) }
        }
    }

    /// Waits until every element that was put has been dealt with.
    ///
    /// - Returns: false when it gave up after `timeout`.
    @discardableResult
    public func join(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        try queue.perform(
            .join, timeout: timeout, at: CallSite(file, line), when: { $0.unfinished == 0 }
        ) { state, record in
            if state.unfinished > 0 { record.kind = .timeout }
            return state.unfinished == 0
        }
    }
}
