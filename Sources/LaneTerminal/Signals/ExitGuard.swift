import CNcurses
import Glibc
import Synchronization

/// Gives the terminal back when somebody calls `exit` or `quick_exit` who knows nothing of the screen: a scenario's body.
///
/// What is being written can only be completed by the screen's own thread. So that thread is asked to end as by a signal, and whoever
/// exits waits until it has done all it does at an end; then the process ends with the status that was asked for. A thread that does
/// not listen is waited for for a moment, and then the screen is given back without it.
///
/// `_exit` calls nobody, and is out of reach.
enum ExitGuard {
    /// Stands for an exit among the signals: none has this number.
    static let request: Int32 = 0

    /// The calling thread is the screen's from now on.
    static func install() {
        screenThread = pthread_self()
        heard.store(false, ordering: .sequentiallyConsistent)
        isDone.store(false, ordering: .sequentiallyConsistent)
        _ = isRegistered
    }

    /// The screen's thread has been told, and will come to its end.
    static func hear() { heard.store(true, ordering: .sequentiallyConsistent) }

    /// The screen's thread has done all it had to: the process ends, elsewhere.
    static func finish() -> Never {
        isDone.store(true, ordering: .sequentiallyConsistent)
        while true { pause() }
    }

    fileprivate static func processExits() {
        guard TerminalGuard.isArmed else { return }
        guard pthread_equal(pthread_self(), screenThread) == 0 else { return TerminalGuard.rescue() }
        SignalPipe.tell(request)
        wait(milliseconds: 3_000) { !TerminalGuard.isArmed }
        guard !TerminalGuard.isArmed else { return TerminalGuard.rescue() }
        // A video takes its time.
        if heard.load(ordering: .sequentiallyConsistent) {
            wait(milliseconds: 120_000) { isDone.load(ordering: .sequentiallyConsistent) }
        }
    }

    private static func wait(milliseconds: Int32, until condition: () -> Bool) {
        let pause: Int32 = 5
        for _ in 0..<milliseconds / pause where !condition() { _ = poll(nil, 0, pause) }
    }
}

/// Set before the handlers can be called, and then only read.
private nonisolated(unsafe) var screenThread = pthread_t()
private let heard = Atomic(false)
private let isDone = Atomic(false)

/// Once for a process: handlers can not be taken back.
private let isRegistered: Bool = {
    let handler: @convention(c) () -> Void = { ExitGuard.processExits() }
    return atexit(handler) == 0 && at_quick_exit(handler) == 0
}()
