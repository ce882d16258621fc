import ThreadTrace

/// A condition's rules: a notification is for any one of those who were waiting when it was given.
///
/// Waiters hold tickets in ascending order. A notification is the highest ticket handed out by then; it may be taken by any
/// waiter whose ticket is not higher. Who takes the least one that fits leaves the others takable, so none is ever lost.
package struct ConditionState: Sendable {
    package private(set) var waiting: Set<Int> = []
    /// Notifications not yet taken, ascending.
    private var notifications: [Int] = []
    private var lastTicket = 0

    package init() {}

    /// - Returns: the ticket to wait with.
    package mutating func join() -> Int {
        lastTicket += 1
        waiting.insert(lastTicket)
        return lastTicket
    }

    package func isNotified(_ ticket: Int) -> Bool { notifications.last.map { $0 >= ticket } ?? false }

    /// - Returns: whether it was notified; otherwise it gave up.
    package mutating func leave(_ ticket: Int) -> Bool {
        waiting.remove(ticket)
        guard let index = notifications.firstIndex(where: { $0 >= ticket }) else { return false }
        notifications.remove(at: index)
        return true
    }

    /// Notifies up to `count` of those who wait and have not been notified.
    ///
    /// - Returns: how many that were.
    @discardableResult
    package mutating func notify(_ count: Int) -> Int {
        let notified = max(0, min(count, waiting.count - notifications.count))
        notifications += Array(repeating: lastTicket, count: notified)
        return notified
    }
}

/// Waiting, with a lock given back meanwhile, for something that another thread makes true and tells.
public final class Condition: Lockable {
    private let condition: Monitored<ConditionState>
    private let lock: RLock

    /// - Parameter lock: what guards the thing waited for; one of its own if none is given. Several conditions may share one.
    public init(_ name: String? = nil, lock: RLock? = nil) {
        condition = Monitored(.condition, name: name, ConditionState())
        self.lock = lock ?? RLock("\(condition.name).lock")
    }

    public var name: String { condition.name }

    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        try lock.acquire(blocking: blocking, timeout: timeout, file: file, line: line)
    }

    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try lock.release(file: file, line: line)
    }

    /// Gives the lock back, waits to be notified, and takes the lock again.
    ///
    /// - Returns: false when it gave up after `timeout`; the lock is held all the same.
    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold the lock.
    @discardableResult
    public func wait(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        let site = CallSite(file, line)
        try requireLock(site)
        // The ticket is taken before the lock is given back: a notification from then on is seen.
        let ticket = try condition.perform(.wait, at: site) { state, record in
            let ticket = state.join()
            record.value = Int32(clamping: state.waiting.count)
            return ticket
        }
        let depth = try lock.releaseAll(site)
        let notified = try condition.perform(
            .wake, timeout: timeout, at: site, when: { $0.isNotified(ticket) }
        ) { state, record in
            let notified = state.leave(ticket)
            record.value = Int32(clamping: state.waiting.count)
            if !notified { record.kind = .timeout }
            return notified
        }
        _ = try lock.acquire(times: depth, timeout: nil, site)
        return notified
    }

    /// Waits until `predicate`, which is asked with the lock held, is true.
    ///
    /// - Returns: whether it is; false after `timeout`, which is for the whole.
    @discardableResult
    public func wait(
        timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line,
        until predicate: () throws -> Bool
    ) throws -> Bool {
        let patience = Patience(timeout)
        while try !predicate() {
            let remaining = patience.remaining
            if remaining == .zero { return false }
            try wait(timeout: remaining, file: file, line: line)
        }
        return true
    }

    /// Lets up to `count` of those who wait go on, once they can have the lock.
    ///
    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold the lock.
    public func notify(_ count: Int = 1, file: StaticString = #fileID, line: UInt = #line) throws {
        let site = CallSite(file, line)
        try requireLock(site)
        try condition.perform(.notify, at: site) { state, record in
            state.notify(count)
            record.value = Int32(clamping: state.waiting.count)
        }
    }

    public func notifyAll(file: StaticString = #fileID, line: UInt = #line) throws {
        try notify(.max, file: file, line: line)
    }

    private func requireLock(_ site: CallSite) throws {
        guard try lock.isHeldByCaller(site) else {
            throw ThreadingError.notHeld(lock.name, by: ThreadContext.current?.name ?? "a thread")
        }
    }
}
