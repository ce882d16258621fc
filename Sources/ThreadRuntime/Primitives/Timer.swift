import ThreadTrace

/// A timer's rules: armed, then fired or cancelled, whichever comes first.
package struct TimerState: Sendable {
    package enum Phase: Int32, Sendable {
        case armed, fired, cancelled
    }

    package private(set) var phase = Phase.armed

    package init() {}

    /// False when it was cancelled.
    package mutating func fire() -> Bool {
        guard phase == .armed else { return false }
        phase = .fired
        return true
    }

    /// False when it has fired.
    package mutating func cancel() -> Bool {
        guard phase != .fired else { return false }
        phase = .cancelled
        return true
    }
}

/// A thread that waits a while before it does something, unless it is cancelled in time.
public final class Timer: Thread, @unchecked Sendable {  // as its superclass: constants only
    private let timer: Monitored<TimerState>
    private let interval: Duration
    private let action: @Sendable () throws -> Void
    private let site: CallSite

    /// - Parameter interval: from `start` on.
    public init(
        after interval: Duration, name: String? = nil, file: StaticString = #fileID, line: UInt = #line,
        action: @escaping @Sendable () throws -> Void
    ) {
        timer = Monitored(.timer, name: name, TimerState())
        self.interval = interval
        self.action = action
        site = CallSite(file, line)
        super.init(name: timer.name)
    }

    public override func run() throws {
        let fires = try timer.perform(
            .wake, timeout: interval, at: site, whileBlocked: .sleep, when: { $0.phase == .cancelled }
        ) { state, record in
            let fires = state.fire()
            record.value = state.phase.rawValue
            return fires
        }
        if fires { try action() }
    }

    /// Keeps it from firing.
    ///
    /// - Returns: false when it is too late.
    @discardableResult
    public func cancel(file: StaticString = #fileID, line: UInt = #line) throws -> Bool {
        try timer.perform(.cancel, at: CallSite(file, line)) { state, record in
            let cancelled = state.cancel()
            record.value = state.phase.rawValue
            return cancelled
        }
    }
}
