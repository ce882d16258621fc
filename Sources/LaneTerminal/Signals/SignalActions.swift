import Glibc

/// What the process did about some signals before us, so that it can do it again.
struct SignalActions {
    private var previous: [(signal: Int32, action: sigaction)] = []

    /// Returns the action replaced.
    @discardableResult
    mutating func replace(_ signal: Int32, with action: sigaction) -> sigaction {
        var new = action
        var old = sigaction()
        sigaction(signal, &new, &old)
        previous.append((signal, old))
        return old
    }

    mutating func restore() {
        for (signal, action) in previous.reversed() {
            var action = action
            sigaction(signal, &action, nil)
        }
        previous.removeAll()
    }

    /// Whether the signal is ignored now. Who started us with a signal ignored (`nohup`, a shell's background job) wants
    /// it to stay ignored.
    static func isIgnored(_ signal: Int32) -> Bool { handler(of: signal) == ignored }

    /// Whether the signal does what it does by default: somebody who handles it has a use for it.
    static func isStandard(_ signal: Int32) -> Bool { handler(of: signal) == 0 }

    private static func handler(of signal: Int32) -> Int {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    }

    /// For the calling thread.
    static func unblock(_ signals: [Int32]) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    static let ignore = make(flags: 0) { $0.sa_handler = SIG_IGN }
    static let standard = make(flags: 0) { $0.sa_handler = SIG_DFL }

    static func make(
        flags: Int32, blocking signals: [Int32] = [],
        _ handler: (inout sigaction.__Unnamed_union___sigaction_handler) -> Void
    ) -> sigaction {
        var action = sigaction()
        action.sa_flags = flags
        sigemptyset(&action.sa_mask)
        for signal in signals { sigaddset(&action.sa_mask, signal) }
        handler(&action.__sigaction_handler)
        return action
    }

    private static let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
}
