import Glibc
import Synchronization

/// Gives the terminal back when the process dies without coming back to `Terminal.close()`: a crash on any thread.
///
/// A signal handler may call almost nothing: no allocation, no locks, no ncurses, no Swift runtime. So everything it
/// needs is made before the screen opens and lies in a plan of plain bits behind a raw pointer: the bytes that
/// restore the screen, the saved settings, the descriptors. The handler only calls `dup2`, `write`, `tcsetattr`,
/// `lseek`, `read`, `poll`, `tcgetpgrp` and `sigaction`, all async-signal-safe by POSIX; so it keeps to the C library, where
/// swift-system would throw.
///
/// Globals that Swift initialises on first use would be initialised in the handler; `install` therefore touches
/// them all, and rehearses the rescue once with a plan that changes nothing.
///
/// Afterwards the signal goes on to whoever handled it before: Swift's backtracer if it is enabled, or the
/// default action, so that the exit status and a core dump are what they would have been.
///
/// The handler runs on the alternate signal stack, since the crash may be a stack overflow. The main thread
/// gets one here; other threads have to bring their own.
enum TerminalGuard {
    static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS, SIGSTKFLT]

    /// Everything a rescue needs. Trivial: no references.
    struct Plan {
        /// Where to write, and whose settings to restore; none of ncurses' descriptors.
        var terminal: Int32 = -1
        /// Where ncurses draws. Other threads may still be drawing during a rescue; they go on into `nowhere`.
        var drawing: Int32 = -1
        var nowhere: Int32 = -1
        var settings = termios()
        var restoreSequence: UnsafeRawPointer?
        var restoreSequenceCount = 0
        var output: OutputCapture
        var errors: OutputCapture
    }

    /// Begins to handle crashes; nothing is rescued before `arm`.
    static func install(_ plan: Plan) -> SignalActions {
        _ = chain
        let pointer = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
        pointer.initialize(to: Plan(output: plan.output, errors: plan.errors))
        current = pointer
        arm()
        rescue()
        pointer.pointee = plan

        giveMainThreadAnAlternateStack()
        var actions = SignalActions()
        for signal in crashes {
            // Writing to the terminal from the background must not stop the process.
            let action = SignalActions.make(flags: SA_SIGINFO | SA_ONSTACK, blocking: [SIGTTOU]) {
                $0.sa_sigaction = crashed
            }
            chain[Int(signal)] = actions.replace(signal, with: action)
        }
        return actions
    }

    /// What a rescue restores the terminal to: it may have changed while we were stopped.
    static func update(settings: termios) { current?.pointee.settings = settings }

    /// Whether the terminal is ours.
    static var isArmed: Bool { state.load(ordering: .sequentiallyConsistent) != idle }

    /// From here on the terminal is ours, and a crash gives it back.
    static func arm() { state.store(armed, ordering: .sequentiallyConsistent) }

    /// Returns when no rescue is under way either.
    static func disarm() {
        guard !exchange(armed, for: idle) else { return }
        awaitRescue()
    }

    /// Gives the terminal back if it is ours. Async-signal-safe. When two threads crash at once, the second waits
    /// for the first, because whoever returns ends the process.
    static func rescue() {
        guard let plan = current else { return }
        guard exchange(armed, for: busy) else { return awaitRescue() }
        _ = dup2(plan.pointee.nowhere, plan.pointee.drawing)
        if let restoreSequence = plan.pointee.restoreSequence {
            Descriptors.writeAll(plan.pointee.terminal, restoreSequence, plan.pointee.restoreSequenceCount)
        }
        if !Descriptors.isInBackground(of: plan.pointee.terminal) {
            _ = tcsetattr(plan.pointee.terminal, TCSANOW, &plan.pointee.settings)
        }
        plan.pointee.output.release()
        plan.pointee.errors.release()
        state.store(idle, ordering: .sequentiallyConsistent)
    }

    private static func exchange(_ expected: Int, for desired: Int) -> Bool {
        state.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent)
            .exchanged
    }

    /// For at most a second: the rescuer may be this very thread, crashed once more.
    private static func awaitRescue() {
        var attempts = 100
        while attempts > 0, state.load(ordering: .sequentiallyConsistent) == busy {
            attempts -= 1
            _ = poll(nil, 0, 10)
        }
    }

    /// 64 KiB, for the life of the process. A stack that someone installed before is kept.
    private static func giveMainThreadAnAlternateStack() {
        var stack = stack_t()
        guard sigaltstack(nil, &stack) == 0, stack.ss_flags & Int32(SS_DISABLE) != 0 else { return }
        let size = 64 * 1024
        stack = stack_t()
        stack.ss_sp = .allocate(byteCount: size, alignment: 16)
        stack.ss_size = size
        sigaltstack(&stack, nil)
    }
}

private nonisolated(unsafe) var current: UnsafeMutablePointer<TerminalGuard.Plan>?
/// What handled each signal before, by its number.
private nonisolated(unsafe) let chain = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

/// SIG_IGN as a number. Not made at its first use, which may be in a handler.
private var ignored: Int { 1 }

private let idle = 0
private let armed = 1
private let busy = 2
private let state = Atomic(idle)

private func crashed(
    _ signal: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
) {
    let previous = chain + Int(signal)
    let wasIgnored =
        previous.pointee.sa_flags & SA_SIGINFO == 0
        && unsafeBitCast(previous.pointee.__sigaction_handler.sa_handler, to: Int.self) == ignored
    // Sent by another process, it is no crash, and whoever ignored it before us goes on to.
    if wasIgnored, let info, info.pointee.si_code <= 0, info.pointee._sifields._kill.si_pid != getpid() {
        return
    }
    TerminalGuard.rescue()
    if wasIgnored { previous.pointee.__sigaction_handler.sa_handler = SIG_DFL }
    if previous.pointee.sa_flags & SA_SIGINFO != 0 {
        previous.pointee.__sigaction_handler.sa_sigaction?(signal, info, context)
        // It may have returned in the belief that the instruction would crash again. A signal that was sent would not.
        previous.pointee.sa_flags = 0
        previous.pointee.__sigaction_handler.sa_handler = SIG_DFL
    }
    // Blocked while this handler runs: it takes effect when we return, at the instruction that crashed.
    sigaction(signal, previous, nil)
    raise(signal)
}
