import CNcurses
import Glibc

/// Redirects standard output or standard error while the screen is open, so that a message (Swift's "Fatal error: …", a
/// library's complaint, a `print` by code that knows of no screen) neither garbles the screen nor is lost with it.
///
/// While captured, the descriptor is a file in memory; released, it is the terminal again, and what was written meanwhile
/// follows. One that is no terminal is left alone: then nothing happens.
///
/// Plain bits and raw calls: `release` is async-signal-safe, and may run twice. A `FileDescriptor` throws, and so may allocate.
struct OutputCapture {
    private let descriptor: Int32
    private let terminal: Int32
    private let memory: Int32
    private let buffer: UnsafeMutableRawPointer
    private static let bufferSize = 4096

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 1)
        let memory = isatty(descriptor) == 1 ? memfd_inherited_by_nobody("threadlanes-output") : -1
        self.memory = memory
        terminal = memory < 0 ? -1 : Descriptors.duplicate(descriptor)
    }

    func capture() {
        guard terminal >= 0, memory >= 0 else { return }
        _ = dup2(memory, descriptor)
    }

    func release() {
        guard terminal >= 0, memory >= 0 else { return }
        _ = dup2(terminal, descriptor)
        _ = lseek(memory, 0, SEEK_SET)
        while true {
            let count = read(memory, buffer, Self.bufferSize)
            guard count > 0 else { break }
            Descriptors.writeAll(terminal, buffer, count)
        }
        _ = ftruncate(memory, 0)
        _ = lseek(memory, 0, SEEK_SET)
    }

    /// After `release`, when no signal handler can be using this any more.
    func close() {
        buffer.deallocate()
        if terminal >= 0 { _ = Glibc.close(terminal) }
        if memory >= 0 { _ = Glibc.close(memory) }
    }
}
