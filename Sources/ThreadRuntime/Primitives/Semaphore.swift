import ThreadTrace

/// A semaphore's rules: so many permits; acquiring takes one, releasing gives one back.
package struct SemaphoreState: Sendable {
    package private(set) var permits: Int
    /// More permits than this there never are; nil for no bound.
    private let bound: Int?

    /// - Throws: `ThreadingError.invalidArgument` for fewer than no permits.
    package init(permits: Int, isBounded: Bool) throws {
        guard permits >= 0 else {
            throw ThreadingError.invalidArgument("a semaphore needs 0 permits or more, not \(permits)")
        }
        self.permits = permits
        bound = isBounded ? permits : nil
    }

    package var hasPermit: Bool { permits > 0 }

    package mutating func acquire() -> Bool {
        guard hasPermit else { return false }
        permits -= 1
        return true
    }

    /// Gives `count` permits back, at least 1; false, and none is, when that were more than the bound.
    package mutating func release(_ count: Int) -> Bool {
        let (sum, overflow) = permits.addingReportingOverflow(count)
        guard count > 0, !overflow, bound.map({ sum <= $0 }) ?? true else { return false }
        permits = sum
        return true
    }
}

/// A number of permits, for resources of which there are several. Any thread may give back what another took.
public final class Semaphore: Lockable {
    private let semaphore: Monitored<SemaphoreState>

    /// - Parameter isBounded: whether giving back more permits than there were is an error.
    /// - Throws: `ThreadingError.invalidArgument` for fewer than no permits.
    public init(_ name: String? = nil, value: Int = 1, isBounded: Bool = false) throws {
        let state = try SemaphoreState(permits: value, isBounded: isBounded)
        semaphore = Monitored(.semaphore, name: name, capacity: value, initially: ResourceValue(value), state)
    }

    public var name: String { semaphore.name }

    /// Waits until there is a permit and takes it.
    ///
    /// - Parameters:
    ///   - blocking: false to come back at once.
    ///   - timeout: how long to wait at most.
    /// - Returns: whether one was taken.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        try semaphore.perform(
            .acquire, timeout: blocking ? timeout : .zero, at: CallSite(file, line), when: { $0.hasPermit }
        ) { state, record in
            guard state.acquire() else {
                record.kind = .timeout
                return false
            }
            record.takes()
            record.value = Int32(clamping: state.permits)
            return true
        }
    }

    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try release(1, file: file, line: line)
    }

    /// Gives `count` permits back.
    ///
    /// - Throws: `ThreadingError.tooManyReleases` when it is bounded and there would be more than there were.
    public func release(_ count: Int, file: StaticString = #fileID, line: UInt = #line) throws {
        guard count > 0 else {
            throw ThreadingError.invalidArgument("a semaphore gives back 1 permit or more, not \(count)")
        }
        try semaphore.perform(.release, at: CallSite(file, line)) { state, record in
            guard state.release(count) else { throw ThreadingError.tooManyReleases(name) }
            for _ in 0..<min(count, record.thread.held.count) { record.drops() }
            record.value = Int32(clamping: state.permits)
        }
    }
}
