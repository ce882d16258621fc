import Glibc
import SystemPackage

/// The few things done with file descriptors here, with EINTR and EAGAIN in mind.
///
/// What the rescue of a crashed process shares is raw numbers and calls: it may neither throw nor allocate.
enum Descriptors {
    /// Keeps the descriptor from blocking anyone and from being inherited.
    static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// A second number for the same file, not inherited and out of the way of the first few. -1 if there is none.
    static func duplicate(_ descriptor: Int32) -> Int32 {
        let aside = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        return aside >= 0 ? aside : fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }

    /// Why no further file can be opened; nil where one can.
    static func shortage() -> TerminalError? {
        let probe = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard probe >= 0 else { return .system("open", Errno(rawValue: errno)) }
        close(probe)
        return nil
    }

    /// Whether the terminal is in other hands: a shell's that has stopped us, or another job's. Changing its
    /// settings then is wrong, and stops the process. Async-signal-safe.
    static func isInBackground(of terminal: Int32) -> Bool {
        let foreground = tcgetpgrp(terminal)
        return foreground >= 0 && foreground != getpgrp()
    }

    /// Reads a non-blocking descriptor until nothing is left. `take` sees every byte.
    static func drain(_ descriptor: FileDescriptor, _ take: (UInt8) -> Void = { _ in }) {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while let count = try? descriptor.read(into: buffer), count > 0 {
                for byte in buffer.prefix(count) { take(byte) }
            }
        }
    }

    /// Writes everything, unless the file takes nothing for a second. Async-signal-safe.
    static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) {
        guard let bytes else { return }
        var written = 0
        var attempts = 100
        while written < count, attempts > 0 {
            let result = write(descriptor, bytes + written, count - written)
            if result > 0 {
                written += result
                attempts = 100
            } else if result < 0, errno == EAGAIN {
                attempts -= 1
                _ = poll(nil, 0, 10)
            } else if result < 0, errno == EINTR {
                attempts -= 1
            } else {
                return
            }
        }
    }
}
