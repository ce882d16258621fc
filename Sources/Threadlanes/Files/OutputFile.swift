import Dispatch
import Foundation
import Glibc
import LaneCanvas
import Synchronization

/// A file that is written while something else goes on: whoever has something to write never waits for the disk.
///
/// Pieces are written whole and in order, each as soon as the one before is, so that what a killed program leaves is readable.
/// The first error is kept, and what comes after it dropped.
final class OutputFile: Sendable {
    enum Mode: Sendable {
        /// Replaces what is there, piece by piece.
        case stream
        /// A file that was not there before.
        case new
        /// Replaces what is there at the end, when all is well: until then it stays as it was.
        case whole
    }

    private struct State {
        var accepted = 0
        var failure: OutputError?
    }

    /// As the user named it.
    let path: String
    /// Where the bytes are until the end, if not in the file itself.
    private let draft: Draft?
    private let descriptor: CInt
    private let queue = DispatchQueue(label: "threadlanes.output")
    private let state = Mutex(State())

    /// - Parameter path: `-` is standard output.
    /// - Throws: `OutputError` when the file can not be made; for `new` with `isTaken` when something is there.
    init(_ path: String, _ mode: Mode) throws(OutputError) {
        self.path = path
        if path == "-" {
            draft = nil
            descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10)
        } else if mode == .whole, let draft = Draft(of: path) {
            (self.draft, descriptor) = (draft, draft.descriptor)
        } else {
            draft = nil
            let flags = mode == .new ? O_EXCL : O_TRUNC
            descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o666)
        }
        guard descriptor >= 0 else { throw OutputError(path: path, number: errno, isUsage: true) }
    }

    deinit { Glibc.close(descriptor) }

    /// How many bytes there are to be in the file, those included that have not been written yet.
    var byteCount: Int { state.withLock { $0.accepted } }

    /// Whether somebody reads what is written as it comes.
    var isPipe: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// How many bytes there are in the finished file, whoever has written them.
    var size: Int {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0 ? Int(status.st_size) : byteCount
    }

    /// Why the file has an end before its time.
    var failure: OutputError? { state.withLock { $0.failure } }

    func append(_ text: String) {
        guard !text.isEmpty else { return }
        state.withLock { $0.accepted += text.utf8.count }
        queue.async { self.write(Array(text.utf8)) }
    }

    /// Appends what `bytes` makes, which is called later, elsewhere, and in order.
    func append(_ bytes: @escaping @Sendable () -> [UInt8]) {
        queue.async {
            let bytes = bytes()
            self.state.withLock { $0.accepted += bytes.count }
            self.write(bytes)
        }
    }

    /// Appends what is in another file.
    func append(contentsOf other: String) throws {
        let data = try Data(contentsOf: URL(filePath: other), options: .mappedIfSafe)
        append { Array(data) }
    }

    /// Waits until everything is written.
    ///
    /// - Throws: the first error there was. A file to be replaced as a whole is then what it was before.
    func finish() throws(OutputError) {
        queue.sync {}
        if let failure {
            abandon()
            throw failure
        }
        guard let draft, !draft.publish() else { return }
        let number = errno
        abandon()
        throw OutputError(path: path, number: number)
    }

    /// Forgets a file that was to be replaced as a whole.
    func abandon() { draft?.forget() }

    private func write(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                let error = OutputError(path: path, number: errno)
                state.withLock { $0.failure = error }
                return
            }
        }
    }
}

/// A file that can not be written.
struct OutputError: Error, Hashable, CustomStringConvertible {
    let path: String
    /// The system's number for it.
    let number: CInt
    /// Whether not even a first byte could be, so that the path is to blame.
    var isUsage = false

    var isTaken: Bool { number == EEXIST }
    /// Nobody reads the other end of a pipe any more.
    var isClosedPipe: Bool { number == EPIPE }

    var description: String {
        let name = path == "-" ? "Standard output" : "'\(DisplayText.escaped(path))'"
        return "\(name) can not be written: \(String(cString: strerror(number)))."
    }
}
