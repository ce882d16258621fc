import Glibc
import Synchronization

/// A request to end that comes while files lie around: it becomes an error, so that everyone can clean up on the way out.
///
/// Only signals that nobody handles are taken over. A task that is cancelled counts as well.
enum Interruption {
    private static let signals = [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
        SIGPWR,
    ]

    /// - Throws: `Video.Interrupted` after a signal, `CancellationError` in a cancelled task.
    static func check() throws {
        let signal = pending.load(ordering: .relaxed)
        if signal != 0 { throw Video.Interrupted(signal: signal) }
        try Task.checkCancellation()
    }

    /// Watches while `body` runs, and then gives the signals back.
    static func watched(_ body: () throws -> Void) rethrows {
        pending.store(0, ordering: .relaxed)
        var taken: [(signal: Int32, action: sigaction)] = []
        for signal in signals {
            var old = sigaction()
            guard sigaction(signal, nil, &old) == 0, isDefault(old) else { continue }
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { pending.store($0, ordering: .relaxed) }
            new.sa_flags = SA_RESTART
            if sigaction(signal, &new, nil) == 0 { taken.append((signal, old)) }
        }
        defer {
            for (signal, action) in taken {
                var action = action
                sigaction(signal, &action, nil)
            }
        }
        try body()
    }

    private static func isDefault(_ action: sigaction) -> Bool {
        action.sa_flags & SA_SIGINFO == 0
            && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
    }
}

/// The signal that has come. Global, because a handler can reach nothing else.
private let pending = Atomic<Int32>(0)
