import ThreadModel
import ThreadTrace

/// Mutual exclusion: one thread at a time holds it. A thread that acquires what it holds waits for itself, until another releases
/// it: any thread may, as in Python.
public final class Lock: Lockable {
    let handle: Handle

    /// - Parameter name: what it is called on screen; "lock-1" and so on if none is given.
    public init(_ name: String? = nil) { handle = Handle(.lock, name: name, .lock(LockState())) }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Whether some thread holds it. A step.
    public var isHeld: Bool {
        get throws { try handle.perform(.inspect) == .number(1) }
    }

    /// Waits until the lock is free and takes it.
    ///
    /// - Parameters:
    ///   - blocking: false to come back at once.
    ///   - timeout: how long to wait at most.
    /// - Returns: whether it was taken.
    /// - Throws: `ThreadingError.invalidArgument` for a negative timeout, or one without blocking.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        let limit = try Limit(blocking: blocking, nonnegative: timeout, name)
        return try handle.perform(.acquire, limit: limit, at: CallSite(file, line)).isDone
    }

    /// Gives it back, whoever holds it.
    ///
    /// - Throws: `ThreadingError.notHeld` when nobody holds it.
    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.release, argument: 1, at: CallSite(file, line))
    }
}
