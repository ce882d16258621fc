import ThreadModel
import ThreadTrace

/// A thread that waits a while before it does something, unless it is cancelled in time.
public final class Timer: Thread, @unchecked Sendable {  // as its superclass
    private let timer: Handle
    private let interval: Duration
    private let site: CallSite

    /// - Parameter interval: from `start` on; a negative one is none.
    public init(
        after interval: Duration, name: String? = nil, isDaemon: Bool? = nil, file: StaticString = #fileID,
        line: UInt = #line, action: @escaping @Sendable () throws -> Void
    ) {
        timer = Handle(.timer, name: name, .timer(TimerState()))
        self.interval = interval
        site = CallSite(file, line)
        // Said to be optional, so that it is not taken for a target with arguments.
        let target: (@Sendable () throws -> Void)? = action
        super.init(name: timer.name, isDaemon: isDaemon, target: target)
    }

    /// Sleeps, and then does what it was made for, unless it has been cancelled. Not to be called: `start` does.
    public override func run() throws {
        let reply = try timer.perform(.sleep, limit: Limit(interval), at: site)
        if reply.flag { try super.run() }
    }

    /// Keeps it from firing.
    ///
    /// - Returns: false when it is too late.
    @discardableResult
    public func cancel(file: StaticString = #fileID, line: UInt = #line) throws -> Bool {
        try timer.perform(.cancel, at: CallSite(file, line)).flag
    }
}
