import ThreadTrace

/// An event's rules: a flag that threads wait for.
package struct EventState: Sendable {
    package private(set) var isSet = false

    package init() {}

    package mutating func set() { isSet = true }
    package mutating func clear() { isSet = false }
}

/// A flag: those who wait for it go on when it is set, and at once while it is.
public final class Event: Sendable {
    private let event: Monitored<EventState>

    public init(_ name: String? = nil) { event = Monitored(.event, name: name, EventState()) }

    public var name: String { event.name }

    public var isSet: Bool {
        get throws { try event.perform(.inspect, at: CallSite("", 0)) { state, _ in state.isSet } }
    }

    public func set(file: StaticString = #fileID, line: UInt = #line) throws {
        try event.perform(.set, at: CallSite(file, line)) { state, record in
            state.set()
            record.value = 1
        }
    }

    public func clear(file: StaticString = #fileID, line: UInt = #line) throws {
        try event.perform(.clear, at: CallSite(file, line)) { state, record in
            state.clear()
            record.value = 0
        }
    }

    /// Waits until it is set.
    ///
    /// - Returns: false when it gave up after `timeout`.
    @discardableResult
    public func wait(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        try event.perform(.wake, timeout: timeout, at: CallSite(file, line), when: { $0.isSet }) {
            state, record in
            if !state.isSet { record.kind = .timeout }
            return state.isSet
        }
    }
}
