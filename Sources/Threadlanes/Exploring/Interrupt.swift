import Glibc
import Synchronization
import ThreadPrograms

/// Ctrl-C ends a search, and so does SIGTERM, with which a cluster ends a job: it then tells how far it came. A second one ends the program.
final class Interrupt {
    /// Whoever starts programs may send one signal to the program and to its group: what comes so soon is the same.
    private static let patience: Int64 = 300_000_000
    /// When it came, by the monotonic clock in nanoseconds; 0 for not yet.
    private static let time = Atomic<Int64>(0)
    private static let number = Atomic<Int32>(0)

    init() {
        Self.time.store(0, ordering: .relaxed)
        Self.number.store(0, ordering: .relaxed)
        let handler: @convention(c) (Int32) -> Void = { number in
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            let now = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
            let (isFirst, first) = Interrupt.time.compareExchange(
                expected: 0, desired: now, ordering: .relaxed)
            if isFirst { Interrupt.number.store(number, ordering: .relaxed) }
            if !isFirst, now - first > Interrupt.patience { _exit(128 + number) }
        }
        for number in Self.signals { Glibc.signal(number, handler) }
        Interruption.isAsked { Self.time.load(ordering: .relaxed) != 0 }
    }

    deinit { for number in Self.signals { Glibc.signal(number, SIG_DFL) } }

    private static let signals = [SIGINT, SIGTERM]

    /// Which one came first.
    var signal: Int32? {
        let number = Self.number.load(ordering: .relaxed)
        return hasCome && number != 0 ? number : nil
    }

    var hasCome: Bool { Self.time.load(ordering: .relaxed) != 0 }
}
