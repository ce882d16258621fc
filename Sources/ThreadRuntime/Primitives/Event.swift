import ThreadModel
import ThreadTrace

/// A flag: those who wait for it go on when it is set, also when it is cleared at once, and come through while it is.
public final class Event: Sendable {
    private let handle: Handle

    public init(_ name: String? = nil) { handle = Handle(.event, name: name, .event(EventState())) }

    public var name: String { handle.name }

    public var isSet: Bool {
        get throws { try handle.perform(.inspect) == .number(1) }
    }

    public func set(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.set, at: CallSite(file, line))
    }

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
        try handle.perform(.wake, limit: Limit(timeout), at: CallSite(file, line)) == .done
    }
}
