import CNcurses
import Glibc
import SystemPackage

/// A bell for `Terminal.nextInputs`: any thread rings it, and the loop that waits for keys wakes up.
///
/// Rings between two waits count as one. An eventfd: a ring is one system call, and never blocks, because a
/// counter at its limit means that the loop will wake up anyway.
package struct Wakeup: Sendable {
    package let descriptor: Int32

    package init() throws(TerminalError) {
        descriptor = eventfd_nonblocking()
        guard descriptor >= 0 else { throw .system("eventfd", Errno(rawValue: errno)) }
    }

    package func signal() {
        var one: UInt64 = 1
        while write(descriptor, &one, MemoryLayout<UInt64>.size) < 0, errno == EINTR {}
    }

    /// Must come after the last `signal()` of any thread: the number may then belong to another file.
    package func close() {
        _ = Glibc.close(descriptor)
    }
}
