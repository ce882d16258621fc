import ArgumentParser
import Glibc

/// Standard output, written at once and whole.
enum StandardOutput {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// - Throws: `ExitCode` 141, as a shell gives for SIGPIPE, when nobody reads any more; an error that names the reason when
    ///   it can not be written otherwise, as on a full disk.
    static func write(_ text: String) throws {
        var rest = ArraySlice(text.utf8)
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EPIPE {
                throw ExitCode(128 + SIGPIPE)
            } else if errno != EINTR {
                throw WriteError(reason: String(cString: strerror(errno)))
            }
        }
    }

    struct WriteError: Error, CustomStringConvertible {
        let reason: String
        var description: String { "Standard output can not be written: \(reason)." }
    }
}
