import CNcurses
import Glibc
import SystemPackage

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
    private let reader: OutputReader
    private var crashActions: SignalActions

    /// - Throws: what the system has too few of.
    init(settings: termios, restoreSequence bytes: [UInt8]) throws(TerminalError) {
        drawing = Descriptors.duplicate(STDOUT_FILENO)
        terminal = Descriptors.duplicate(STDOUT_FILENO)
        nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        let own = [drawing, terminal, nowhere]
        guard !own.contains(where: { $0 < 0 }), let output = OutputCapture(STDOUT_FILENO) else {
            throw Self.failure("dup", closing: own)
        }
        guard let errors = OutputCapture(STDERR_FILENO) else {
            throw Self.failure("pipe", closing: own, output)
        }
        guard let reader = OutputReader(output, errors) else {
            throw Self.failure("pthread_create", closing: own, output, errors)
        }
        (self.output, self.errors, self.reader) = (output, errors, reader)
        restoreSequence = .allocate(capacity: bytes.count)
        _ = restoreSequence.initialize(from: bytes)

        var plan = TerminalGuard.Plan(output: output, errors: errors)
        plan.terminal = terminal
        plan.drawing = drawing
        plan.nowhere = nowhere
        plan.settings = settings
        plan.restoreSequence = UnsafeRawPointer(restoreSequence.baseAddress)
        plan.restoreSequenceCount = restoreSequence.count
        crashActions = TerminalGuard.install(plan)
    }

    private static func failure(
        _ call: String, closing descriptors: [Int32], _ captures: OutputCapture...
    ) -> TerminalError {
        // F_DUPFD has its own word for a number that is out of bounds.
        let reason = errno == EINVAL ? Errno.tooManyOpenFiles : Errno(rawValue: errno)
        captures.forEach { $0.close() }
        for descriptor in descriptors where descriptor >= 0 { _ = Glibc.close(descriptor) }
        return .system(call, reason)
    }

    /// From here on the screen is open: crashes give it back, and what others print waits.
    func captureOutput(settings: termios? = nil) {
        if let settings { TerminalGuard.update(settings: settings) }
        TerminalGuard.arm()
        curses_buffer_output_by_line()
        output.capture()
        errors.capture()
    }

    /// The screen has been left. Until all is said, a crash would still restore it: better twice than not at all.
    func release(until isInterrupted: () -> Bool = { false }) {
        curses_flush_output()
        output.release(until: isInterrupted)
        errors.release(until: isInterrupted)
        TerminalGuard.disarm()
    }

    /// Readable when something was printed.
    var news: FileDescriptor { FileDescriptor(rawValue: reader.news) }

    /// What was printed since the last call.
    func takeNews() -> (output: (dropped: Int, bytes: [UInt8]), errors: (dropped: Int, bytes: [UInt8])) {
        (output.takeNews(), errors.takeNews())
    }

    func close() {
        TerminalGuard.disarm()
        var actions = crashActions
        actions.restore()
        reader.close()
        output.close()
        errors.close()
        restoreSequence.deallocate()
        for descriptor in [drawing, terminal, nowhere] { _ = Glibc.close(descriptor) }
    }
}
