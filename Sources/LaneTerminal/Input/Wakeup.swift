import CNcurses
import Glibc
import SystemPackage

/// An event counter (eventfd) that ends the wait of `Terminal.nextInputs`: any thread may signal it.
///
/// Signals between two waits count as one. Each is one system call, and never blocks, because a counter at its limit
/// means that the loop will wake up anyway.
package struct Wakeup: Sendable {
    package let descriptor: FileDescriptor

    package init() throws(TerminalError) {
        let number = eventfd_nonblocking()
        guard number >= 0 else { throw .system("eventfd", Errno(rawValue: errno)) }
        descriptor = FileDescriptor(rawValue: number)
    }

    package func signal() {
        _ = try? withUnsafeBytes(of: 1 as UInt64) { try descriptor.write($0) }
    }

    /// Must come after the last `signal()` of any thread: the number may then belong to another file.
    package func close() { try? descriptor.close() }
}
