import ArgumentParser
import Glibc
import LaneTerminal
import SystemPackage

/// Standard output or standard error, written at once and whole.
struct StandardStream {
    static let output = StandardStream(name: "Standard output", file: .standardOutput)
    static let error = StandardStream(name: "Standard error", file: .standardError)

    private let name: String
    private let file: FileDescriptor

    var isTerminal: Bool { isatty(file.rawValue) == 1 }

    /// How wide a line is to be: as wide as the terminal, and as most are where it is none.
    var columns: Int { Terminal.window(of: file.rawValue)?.columns ?? 80 }

    /// - Throws: `ExitCode` 141, as a shell gives for SIGPIPE, when nobody reads any more; an error that names the reason when
    ///   it can not be written otherwise, as on a full disk.
    func write(_ text: String) throws {
        do {
            try file.writeAll(text.utf8)
        } catch Errno.brokenPipe {
            throw ExitCode(128 + SIGPIPE)
        } catch {
            throw WriteError(stream: name, reason: Errno(thrown: error))
        }
    }

    struct WriteError: Error, CustomStringConvertible {
        let stream: String
        let reason: Errno
        var description: String { "\(stream) can not be written: \(reason)." }
    }
}
