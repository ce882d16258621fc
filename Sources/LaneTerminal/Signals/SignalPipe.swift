import Glibc
import Synchronization
import SystemPackage

/// The self-pipe trick (Daniel J. Bernstein): turns the signals that concern a screen into bytes that `poll` can wait for. They
/// are window changes, stop and continue, and requests to end.
///
/// The handlers run on any thread, between any two instructions; all they do is write the signal's number to a pipe, by raw
/// calls, since only those are async-signal-safe. The main loop reads it when it next waits.
struct SignalPipe {
    /// What people and systems ask a program to end with.
    private static let requests = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    /// What ends a process only because nobody expects it: timers, limits, news for somebody who is not there.
    private static let surprises =
        [SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR]
        + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())

    /// Whether it asks the program to end; `ExitGuard.request` does as well.
    static func isQuitSignal(_ signal: Int32) -> Bool {
        requests.contains(signal) || surprises.contains(signal) || signal == ExitGuard.request
    }

    /// Readable when a signal has arrived.
    let descriptor: FileDescriptor
    private var actions = SignalActions()
    private(set) var handlesStop = false

    /// Signals that whoever started us ignores stay ignored, and surprises that somebody handles stay theirs. SIGPIPE becomes ignored: a closed pipe is an error of
    /// the write, not the end of the process. Signals inherited as blocked are unblocked: unlike ignoring, nobody
    /// does that on purpose, and a launcher's worker thread does it by accident.
    init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("pipe", Errno(rawValue: errno)) }
        ends.forEach(Descriptors.prepare)
        descriptor = FileDescriptor(rawValue: ends[0])
        writingEnd = ends[1]
        unheard.store(0, ordering: .relaxed)

        for signal in Self.requests where !SignalActions.isIgnored(signal) {
            actions.replace(signal, with: Self.action(asksToQuit))
        }
        for signal in Self.surprises where SignalActions.isStandard(signal) {
            actions.replace(signal, with: Self.action(asksToQuit))
        }
        if !SignalActions.isIgnored(SIGTSTP) {
            handlesStop = true
            actions.replace(SIGTSTP, with: Self.action(noticed))
        }
        actions.replace(SIGWINCH, with: Self.action(noticed))
        actions.replace(SIGCONT, with: Self.action(noticed))
        actions.replace(SIGPIPE, with: SignalActions.ignore)
        SignalActions.unblock(Self.requests + [SIGTSTP, SIGCONT, SIGWINCH])
    }

    /// The signals since the last call, in order, each once.
    func drain() -> [Int32] {
        var signals: [Int32] = []
        Descriptors.drain(descriptor) { byte in
            if !signals.contains(Int32(byte)) { signals.append(Int32(byte)) }
        }
        unheard.store(0, ordering: .relaxed)
        return signals
    }

    /// Waits for a signal, but not for long.
    func wait(milliseconds: Int32) {
        var polled = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, milliseconds)
    }

    /// Has the loop hear of a signal that nobody sent.
    static func tell(_ signal: Int32) { noticed(signal) }

    /// Stops the process as Ctrl-Z would have, and returns when it is continued. The process is not
    /// stopped if nobody could continue it (an orphaned process group).
    func stopProcess() {
        var actions = SignalActions()
        actions.replace(SIGCONT, with: SignalActions.standard)
        actions.replace(SIGTSTP, with: SignalActions.standard)
        // To this thread, so that the stop has happened when the call returns.
        raise(SIGTSTP)
        actions.restore()
    }

    mutating func close() {
        actions.restore()
        let writing = writingEnd
        writingEnd = -1
        _ = Glibc.close(writing)
        try? descriptor.close()
    }

    private static func action(_ handler: @escaping @convention(c) (Int32) -> Void) -> sigaction {
        SignalActions.make(flags: SA_RESTART | SA_ONSTACK) { $0.sa_handler = handler }
    }
}

/// The pipe's end that handlers write to.
private nonisolated(unsafe) var writingEnd: Int32 = -1
/// Requests to end since the loop last listened.
private let unheard = Atomic(0)
/// A user who presses Ctrl-C this often without effect is right to think that the program hangs.
private let unheardLimit = 3

private func noticed(_ signal: Int32) {
    let error = errno
    var number = UInt8(truncatingIfNeeded: signal)
    _ = write(writingEnd, &number, 1)
    errno = error
}

private func asksToQuit(_ signal: Int32) {
    noticed(signal)
    if unheard.add(1, ordering: .relaxed).newValue >= unheardLimit {
        TerminalGuard.rescue()
        dieFromSignal(signal)
    }
}

/// Ends the process by the signal's default action, so that whoever waits for it sees the status they expect
/// (128 + n in a shell). Async-signal-safe.
func dieFromSignal(_ number: Int32) -> Never {
    // No array, no static property: both might allocate.
    signal(number, SIG_DFL)
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, number)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
    raise(number)
    // Only for signals whose default action does not end a process.
    _exit(128 + number)
}
