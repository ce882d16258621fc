import ThreadTrace

/// A lock's rules: free or held by one thread, which alone may release it.
package struct LockState: Sendable {
    package private(set) var holder: ThreadID?

    package init() {}

    package var isFree: Bool { holder == nil }

    /// Takes the lock if it is free.
    package mutating func acquire(by thread: ThreadID) -> Bool {
        guard isFree else { return false }
        holder = thread
        return true
    }

    /// Gives it back; false when the thread does not hold it.
    package mutating func release(by thread: ThreadID) -> Bool {
        guard holder == thread else { return false }
        holder = nil
        return true
    }
}

/// Mutual exclusion: one thread at a time holds it. A thread that acquires what it holds waits for itself, forever.
public final class Lock: Lockable {
    private let lock: Monitored<LockState>

    public init(_ name: String? = nil) { lock = Monitored(.lock, name: name, LockState()) }

    public var name: String { lock.name }

    /// Whether some thread holds it.
    public var isHeld: Bool {
        get throws { try lock.perform(.inspect, at: CallSite("", 0)) { state, _ in !state.isFree } }
    }

    /// Waits until the lock is free and takes it.
    ///
    /// - Parameters:
    ///   - blocking: false to come back at once.
    ///   - timeout: how long to wait at most.
    /// - Returns: whether it was taken.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        try lock.perform(
            .acquire, timeout: blocking ? timeout : .zero, at: CallSite(file, line), when: { $0.isFree }
        ) { state, record in
            guard state.acquire(by: record.thread.id) else {
                record.kind = .timeout
                return false
            }
            record.acquires()
            return true
        }
    }

    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold it.
    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try lock.perform(.release, at: CallSite(file, line)) { state, record in
            guard state.release(by: record.thread.id) else {
                throw ThreadingError.notHeld(name, by: record.thread.name)
            }
            record.frees()
        }
    }
}
