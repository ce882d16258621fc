import Glibc
import Synchronization

/// A request to end that comes while files lie around: they are cleaned up first, and then the process ends as it would have.
///
/// Only signals that nobody handles are taken over. A task that is cancelled counts as well.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    static var hasCome: Bool { pending.load(ordering: .relaxed) != 0 || Task.isCancelled }

    /// Watches while `body` runs; then gives the signals back, and sends again what has come.
    static func watched(_ body: () throws -> Void) rethrows {
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
            let signal = pending.exchange(0, ordering: .relaxed)
            if signal != 0 { raise(signal) }
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
