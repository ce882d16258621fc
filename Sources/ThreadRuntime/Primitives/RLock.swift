import ThreadTrace

/// A reentrant lock's rules: the holder may take it again, and has to release it as often.
package struct RLockState: Sendable {
    package private(set) var holder: ThreadID?
    package private(set) var depth = 0

    package init() {}

    package func isFree(for thread: ThreadID) -> Bool { holder == nil || holder == thread }

    /// Takes the lock `times` times over, if it is free or the thread's own.
    package mutating func acquire(by thread: ThreadID, times: Int = 1) -> Bool {
        guard isFree(for: thread) else { return false }
        holder = thread
        depth += times
        return true
    }

    /// Gives it back once; false when the thread does not hold it.
    package mutating func release(by thread: ThreadID) -> Bool {
        guard holder == thread else { return false }
        depth -= 1
        if depth == 0 { holder = nil }
        return true
    }

    /// Gives it back altogether.
    ///
    /// - Returns: how often it had been taken, or nil when the thread does not hold it.
    package mutating func releaseAll(by thread: ThreadID) -> Int? {
        guard holder == thread else { return nil }
        defer { (holder, depth) = (nil, 0) }
        return depth
    }
}

/// A lock that its holder may acquire again.
public final class RLock: Lockable {
    private let lock: Monitored<RLockState>

    public init(_ name: String? = nil) { lock = Monitored(.rlock, name: name, RLockState()) }

    public var name: String { lock.name }

    /// Waits until the lock is free or the calling thread's own, and takes it.
    ///
    /// - Parameters:
    ///   - blocking: false to come back at once.
    ///   - timeout: how long to wait at most.
    /// - Returns: whether it was taken.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        try acquire(times: 1, timeout: blocking ? timeout : .zero, CallSite(file, line))
    }

    /// - Throws: `ThreadingError.notHeld` when the calling thread does not hold it.
    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try lock.perform(.release, at: CallSite(file, line)) { state, record in
            guard state.release(by: record.thread.id) else {
                throw ThreadingError.notHeld(name, by: record.thread.name)
            }
            if state.holder == nil { record.frees() } else { record.drops() }
        }
    }

    func acquire(times: Int, timeout: Duration?, _ site: CallSite) throws -> Bool {
        let caller = ThreadContext.current?.id
        return try lock.perform(
            .acquire, timeout: timeout, at: site, when: { state in caller.map(state.isFree(for:)) ?? true }
        ) { state, record in
            guard state.acquire(by: record.thread.id, times: times) else {
                record.kind = .timeout
                return false
            }
            for _ in 1..<times { record.takes() }
            record.acquires()
            return true
        }
    }

    func releaseAll(_ site: CallSite) throws -> Int {
        try lock.perform(.release, at: site) { state, record in
            guard let depth = state.releaseAll(by: record.thread.id) else {
                throw ThreadingError.notHeld(name, by: record.thread.name)
            }
            for _ in 1..<depth { record.drops() }
            record.frees()
            return depth
        }
    }

    func isHeldByCaller(_ site: CallSite) throws -> Bool {
        try lock.perform(.inspect, at: site) { state, record in state.holder == record.thread.id }
    }
}
