import ArgumentParser
import Glibc

/// Standard output or standard error, written at once and whole.
struct StandardStream {
    static let output = StandardStream(name: "Standard output", descriptor: STDOUT_FILENO)
    static let error = StandardStream(name: "Standard error", descriptor: STDERR_FILENO)

    private let name: String
    private let descriptor: CInt

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// - Throws: `ExitCode` 141, as a shell gives for SIGPIPE, when nobody reads any more; an error that names the reason when
    ///   it can not be written otherwise, as on a full disk.
    func write(_ text: String) throws {
        var rest = ArraySlice(text.utf8)
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EPIPE {
                throw ExitCode(128 + SIGPIPE)
            } else if errno != EINTR {
                throw WriteError(stream: name, reason: String(cString: strerror(errno)))
            }
        }
    }

    struct WriteError: Error, CustomStringConvertible {
        let stream: String
        let reason: String
        var description: String { "\(stream) can not be written: \(reason)." }
    }
}
