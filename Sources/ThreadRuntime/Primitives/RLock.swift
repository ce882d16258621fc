import ThreadModel
import ThreadTrace

/// A lock that its holder may acquire again, and that only its holder may release.
public final class RLock: Lockable {
    let handle: Handle

    /// - Parameter name: what it is called on screen; "rlock-1" and so on if none is given.
    public init(_ name: String? = nil) { handle = Handle(.rlock, name: name, .rlock(RLockState())) }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Whether some thread holds it. A step.
    public var isHeld: Bool {
        get throws { try handle.perform(.inspect) == .number(1) }
    }

    /// Waits until the lock is free or the calling thread's own, and takes it.
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
        return try handle.perform(.acquire, limit: limit, argument: 1, at: CallSite(file, line)).isDone
    }

    /// Gives it back once; it is free when that has been done as often as it was acquired.
    ///
    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold it.
    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.release, argument: 1, at: CallSite(file, line))
    }
}
