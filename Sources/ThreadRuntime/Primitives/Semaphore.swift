import ThreadModel
import ThreadTrace

/// A number of permits, for resources of which there are several. Any thread may give back what another took.
public final class Semaphore: Lockable {
    private let handle: Handle

    /// - Parameters:
    ///   - value: how many permits there are at first. With none it is a signal, which nobody ever holds.
    ///   - isBounded: whether giving back more permits than there were is an error.
    /// - Throws: `ThreadingError.invalidArgument` for fewer than no permits.
    public init(_ name: String? = nil, value: Int = 1, isBounded: Bool = false) throws {
        guard value >= 0 else {
            throw ThreadingError.invalidArgument("a semaphore needs 0 permits or more, not \(value)")
        }
        handle = Handle(
            .semaphore, name: name, capacity: value, value: ResourceValue(value),
            .semaphore(SemaphoreState(permits: value, isBounded: isBounded)))
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Waits until there is a permit and takes it.
    ///
    /// - Parameters:
    ///   - blocking: false to come back at once.
    ///   - timeout: how long to wait at most; a negative one is none.
    /// - Returns: whether one was taken.
    /// - Throws: `ThreadingError.invalidArgument` for a timeout without blocking.
    @discardableResult
    public func acquire(
        blocking: Bool = true, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        let limit = try Limit(blocking: blocking, timeout: timeout, name)
        return try handle.perform(.acquire, limit: limit, at: CallSite(file, line)).isDone
    }

    /// Gives one permit back, whoever took it.
    ///
    /// - Throws: `ThreadingError.tooManyReleases` when it is bounded and there would be more than there were.
    public func release(file: StaticString = #fileID, line: UInt = #line) throws {
        try release(1, file: file, line: line)
    }

    /// Gives `count` permits back, all in one step.
    ///
    /// - Throws: `ThreadingError.tooManyReleases` when it is bounded and there would be more than there were;
    ///   `ThreadingError.invalidArgument` for less than one.
    public func release(_ count: Int, file: StaticString = #fileID, line: UInt = #line) throws {
        guard count > 0 else {
            throw ThreadingError.invalidArgument("a semaphore gives back 1 permit or more, not \(count)")
        }
        try handle.perform(.release, argument: count, at: CallSite(file, line))
    }
}
