import Dispatch
import FoundationEssentials
import LaneCanvas
import LaneScreencast
import Synchronization
import SystemPackage

/// A file that is written while something else goes on: whoever has something to write never waits for the disk.
///
/// Chunks are written whole and in order, each as soon as the one before is, so that what a killed program leaves is readable.
/// The first error is kept, and what comes after it dropped.
final class OutputFile: ScreencastOutput {
    enum Mode: Sendable {
        /// Overwrites what is there, chunk by chunk.
        case stream
        /// A file that was not there before.
        case new
        /// Replaces what is there at the end, when all is well: until then it stays as it was.
        case whole
        /// The same, but what is written so far can be read by others meanwhile, and is left by a killed program: under the
        /// file's own name where there was nothing, and else beside what is there.
        case growing
    }

    private struct State {
        var accepted = 0
        var failure: OutputError?
    }

    /// As the user named it.
    let path: String
    private let mode: Mode
    private let file: FileDescriptor
    /// What `file` belongs to, if it is to replace another.
    private let replacement: FileReplacement?
    private let queue = DispatchQueue(label: "threadlanes.output")
    private let state = Mutex(State())

    /// - Parameter path: `-` is standard output.
    /// - Throws: `OutputError` when the file can not be made; for `new` with `isTaken` when something is there.
    init(_ path: String, _ mode: Mode) throws(OutputError) {
        self.path = path
        self.mode = mode
        do {
            replacement = path == "-" ? nil : try Self.replacement(of: path, mode)
            file = try replacement?.file ?? Self.open(path, mode)
        } catch {
            throw OutputError(path: path, reason: Errno(thrown: error), isUsage: true)
        }
    }

    private static func replacement(of path: String, _ mode: Mode) throws -> FileReplacement? {
        switch mode {
        case .stream, .new: nil
        case .whole: try FileReplacement(of: path)
        case .growing:
            FileStatus(path) == nil ? nil : try FileReplacement(of: path, ways: [.named, .elsewhere])
        }
    }

    private static func open(_ path: String, _ mode: Mode) throws -> FileDescriptor {
        if path == "-" { return try FileDescriptor.standardOutput.duplicatedAside() }
        return try FileDescriptor.open(
            path, .writeOnly,
            options: [.create, .closeOnExec, mode == .new ? .exclusiveCreate : .truncate],
            permissions: .newFile)
    }

    deinit { try? file.close() }

    /// How many bytes there are to be in the file, those included that have not been written yet.
    var byteCount: Int { state.withLock { $0.accepted } }

    /// How many bytes there are in the finished file, whoever has written them.
    var size: Int {
        guard let size = FileStatus(path)?.size, size > 0 else { return byteCount }
        return size
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

    func append(contentsOf other: FilePath) throws {
        // Mapped, it outlives its name.
        let data = try Data(contentsOf: URL(filePath: other.string), options: .mappedIfSafe)
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
        do throws(Errno) {
            try replacement?.commit()
        } catch {
            abandon()
            throw OutputError(path: path, reason: error)
        }
    }

    /// Forgets a file that was to be replaced as a whole. What has grown is kept.
    func abandon() { if mode == .whole { replacement?.discard() } }

    /// Where what is written so far can be read, if that is another name than the file's.
    var beginning: String? { mode == .growing ? replacement?.name : nil }

    private func write(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        do {
            try file.writeAll(bytes)
        } catch {
            let failure = OutputError(path: path, reason: Errno(thrown: error))
            state.withLock { $0.failure = failure }
        }
    }
}

/// A file that can not be written.
struct OutputError: Error, Hashable, CustomStringConvertible {
    let path: String
    let reason: Errno
    /// Whether not even a first byte could be, so that the path is to blame.
    var isUsage = false

    var isTaken: Bool { reason == .fileExists }
    /// Nobody reads the other end of a pipe any more.
    var isClosedPipe: Bool { reason == .brokenPipe }

    var description: String {
        let name = path == "-" ? "Standard output" : "'\(DisplayText.escaped(path))'"
        return "\(name) can not be written: \(reason)."
    }
}
