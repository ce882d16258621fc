import Glibc

/// The descriptors of one open screen, and its guard against crashes.
struct GuardedTerminal {
    /// Where ncurses draws: a number of its own for standard output, so that a rescue can cut off drawing and
    /// nothing else.
    let drawing: Int32
    private let terminal: Int32
    private let nowhere: Int32
    private let restoreSequence: UnsafeMutableBufferPointer<UInt8>
    private let output: OutputCapture
    private let errors: OutputCapture
    private var crashActions: SignalActions

    init(settings: termios, restoreSequence bytes: [UInt8]) {
        drawing = Descriptors.duplicate(STDOUT_FILENO)
        terminal = Descriptors.duplicate(STDOUT_FILENO)
        nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        restoreSequence = .allocate(capacity: bytes.count)
        _ = restoreSequence.initialize(from: bytes)
        output = OutputCapture(STDOUT_FILENO)
        errors = OutputCapture(STDERR_FILENO)

        var plan = TerminalGuard.Plan(output: output, errors: errors)
        plan.terminal = terminal
        plan.drawing = drawing
        plan.nowhere = nowhere
        plan.settings = settings
        plan.restoreSequence = UnsafeRawPointer(restoreSequence.baseAddress)
        plan.restoreSequenceCount = restoreSequence.count
        crashActions = TerminalGuard.install(plan)
    }

    /// From here on the screen is open: crashes give it back, and what others print waits.
    func captureOutput(settings: termios? = nil) {
        if let settings { TerminalGuard.update(settings: settings) }
        TerminalGuard.arm()
        output.capture()
        errors.capture()
    }

    /// The screen has been left. Until all is said, a crash would still restore it: better twice than not at all.
    func release() {
        output.release()
        errors.release()
        TerminalGuard.disarm()
    }

    func close() {
        TerminalGuard.disarm()
        var actions = crashActions
        actions.restore()
        output.close()
        errors.close()
        restoreSequence.deallocate()
        for descriptor in [drawing, terminal, nowhere] { _ = Glibc.close(descriptor) }
    }
}
