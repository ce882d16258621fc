import ThreadModel
import ThreadTrace

/// A flag: those who wait for it go on when it is set, also when it is cleared at once, and come through while it is.
public final class Event: Sendable {
    private let handle: Handle

    /// - Parameter name: what it is called on screen; "event-1" and so on if none is given.
    public init(_ name: String? = nil) { handle = Handle(.event, name: name, .event(EventState())) }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Whether it is set. A step.
    public var isSet: Bool {
        get throws { try handle.perform(.inspect) == .number(1) }
    }

    /// Sets it: all who wait go on.
    public func set(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.set, at: CallSite(file, line))
    }

    /// Clears it: who comes from now on waits. Those who waited when it was last set go on all the same.
    public func clear(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.clear, at: CallSite(file, line))
    }

    /// Waits until it is set.
    ///
    /// - Returns: false when it gave up after `timeout`; a negative one is none.
    @discardableResult
    public func wait(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        try handle.perform(.wake, limit: Limit(timeout), at: CallSite(file, line)).isDone
    }
}
