import ThreadModel
import ThreadTrace

/// Waiting, with a lock given back meanwhile, for something that another thread makes true and tells.
public final class Condition: Lockable {
    private let handle: Handle
    private let lock: any Lockable
    private let lockHandle: Handle

    /// - Parameter lock: what guards the thing waited for; one of its own if none is given. Several conditions may share one.
    public init(_ name: String? = nil, lock: RLock? = nil) {
        handle = Handle(.condition, name: name, .condition(ConditionState()))
        let lock = lock ?? RLock("\(handle.name).lock")
        self.lock = lock
        lockHandle = lock.handle
    }

    /// - Parameter lock: a plain lock, which counts as held by whoever waits or notifies as long as anybody holds it.
    public init(_ name: String? = nil, lock: Lock) {
        handle = Handle(.condition, name: name, .condition(ConditionState()))
        self.lock = lock
        lockHandle = lock.handle
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Acquires its lock, as that does it.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        try lock.acquire(blocking: blocking, timeout: timeout, file: file, line: line)
    }

    /// Releases its lock, as that does it.
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
        try handle.waitForNotification(holding: lockHandle, timeout: timeout, CallSite(file, line))
    }

    /// Waits until `predicate`, which is asked with the lock held, is true.
    ///
    /// - Returns: whether it is; false after `timeout`, which is for the whole.
    @discardableResult
    public func wait(
        timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line,
        until predicate: () throws -> Bool
    ) throws -> Bool {
        let budget = TimeoutBudget(timeout)
        while try !predicate() {
            let remaining = budget.remaining
            if remaining == .zero { return false }
            try wait(timeout: remaining, file: file, line: line)
        }
        return true
    }

    /// Lets up to `count` of those who wait go on, once they can have the lock.
    ///
    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold the lock.
    public func notify(_ count: Int = 1, file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.notify, other: lockHandle.id, argument: count, at: CallSite(file, line))
    }

    /// Lets all who wait go on, each once it can have the lock.
    ///
    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold the lock.
    public func notifyAll(file: StaticString = #fileID, line: UInt = #line) throws {
        try notify(.max, file: file, line: line)
    }
}

extension Handle {
    /// Of a condition: gives the lock back, waits to be notified, and takes the lock again.
    ///
    /// - Returns: false when it gave up after `timeout`; the lock is held all the same.
    package func waitForNotification(holding lock: Handle, timeout: Duration?, _ site: CallSite) throws
        -> Bool
    {
        // The ticket is taken before the lock is given back: a notification from then on is seen.
        let ticket = try perform(.wait, other: lock.id, at: site).number
        let depth = try lock.perform(.release, at: site).number
        let reply = try perform(.wake, limit: Limit(timeout), argument: ticket, at: site)
        try lock.perform(.acquire, argument: depth, at: site)
        return reply.isDone
    }
}
