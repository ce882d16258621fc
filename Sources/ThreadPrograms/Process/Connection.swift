import CPrograms
import Glibc
import Synchronization

/// One thread's end of the talk with a program: lines of bytes, both ways. Read and written by its stand-in alone; anybody may cut it.
final class Connection: @unchecked Sendable {  // as it says above; the descriptor is guarded
    /// A line may have so many bytes, its line feed aside: 1 MiB.
    static let longestLine = 1 << 20
    private let descriptor: Mutex<Int32>
    private let number: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    /// Up to where no line feed has been found.
    private var searched = 0

    /// Two ends: one to be read here, and one to be handed over and closed.
    ///
    /// - Throws: `ProgramFault` when the system has no more descriptors.
    static func pair() throws(ProgramFault) -> (own: Connection, other: Int32) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw ProgramFault(
                "needs a descriptor for each of its threads, and there are no more: \(String(cString: strerror(errno))); 'ulimit -n' says how many there may be"
            )
        }
        return (Connection(ends[0]), ends[1])
    }

    init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
        number = descriptor
        var interval = Patience.interval
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &interval, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close() }

    /// The end that was handed over.
    static func close(_ other: Int32) { Glibc.close(other) }

    /// Whoever reads, here and there, learns that there will be nothing more. From any thread.
    func cut() { descriptor.withLock { if $0 >= 0 { shutdown($0, Int32(SHUT_RDWR)) } } }

    /// Not to be used after that.
    func close() {
        descriptor.withLock {
            if $0 >= 0 { Glibc.close($0) }
            $0 = -1
        }
    }

    /// The next message; nil when there will be no more.
    ///
    /// - Parameter wait: called ten times a second while there is none, with how often it has been; it throws to give up.
    func message(wait: (Int) throws -> Void) throws -> Message? {
        var waits = 0
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = start..<end
                start = end + 1
                searched = start
                return try buffer.withUnsafeBufferPointer { buffer throws(ProgramFault) in
                    try Message(UnsafeBufferPointer(rebasing: buffer[line]))
                }
            }
            searched = buffer.count
            if start > 0, start == buffer.count || start > 1 << 16 {
                buffer.removeSubrange(..<start)
                searched -= start
                start = 0
            }
            guard buffer.count - start <= Self.longestLine else {
                throw ProgramFault("sent a line of more than 1 MiB; a message has 1 MiB at most")
            }
            switch receive() {
            case 0: return nil
            case let count where count < 0:
                waits += 1
                try wait(waits)
            default: break
            }
        }
    }

    /// - Returns: how many bytes have come; 0 for the end, less while there are none.
    private func receive() -> Int {
        withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 1) { chunk in
            let count = recv(number, chunk.baseAddress, chunk.count, 0)
            if count > 0 { buffer.append(contentsOf: chunk[..<count]) }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? -1 : 0 }
            return count
        }
    }

    /// Nothing is said of who does not listen: the next message will not come.
    func send(_ line: [UInt8]) {
        var sent = 0
        while sent < line.count {
            let count = line[sent...].withUnsafeBytes {
                Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// The same with a descriptor, which the other side has a copy of then.
    func send(_ line: [UInt8], with descriptor: Int32) {
        line.withUnsafeBytes { bytes in
            while programs_send_descriptor(number, bytes.baseAddress, bytes.count, descriptor) < 0,
                errno == EINTR
            {}
        }
    }
}
