import Dispatch
import Glibc
import LaneView
import Synchronization
import SystemPackage
import ThreadTrace
import Themes

/// A trace that is read from a file or a pipe, by whoever asks for it or by a thread of its own.
final class TraceSource: Sendable {
    private static let chunkSize = 1 << 18

    fileprivate struct State {
        var decoder = TraceDecoder()
        var news = EventBatch()
        var hasEnded = false
        var problem: FileError?
    }

    /// As the user named it; `-` is standard input.
    let path: String
    /// The file's size, where it has one.
    let size: Int?
    private let input: FileDescriptor
    private let state = Mutex(State())

    /// - Throws: `FileError` when there is nothing that can be read.
    init(_ path: String) throws(FileError) {
        self.path = path
        do {
            input =
                path == "-"
                ? try FileDescriptor.standardInput.duplicatedAside()
                : try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch {
            throw Self.unreadable(path, Errno(thrown: error))
        }
        let status = FileStatus(input)
        guard status?.isFolder != true else {
            throw FileError(file: path, line: nil, message: "expected a trace, found a folder")
        }
        size = status.flatMap { $0.isRegular ? $0.size : nil }
    }

    private static func unreadable(_ path: String, _ reason: Errno) -> FileError {
        FileError(file: path, line: nil, message: "can not be read: \(reason)")
    }

    deinit { try? input.close() }

    /// Whether this is the file of that name.
    func isFile(_ path: String) -> Bool {
        guard let own = FileStatus(input), let other = FileStatus(path) else { return false }
        return own.isRegular && own.isSameFile(as: other)
    }

    /// Waits until there is something to be read, but not longer than this.
    func waitForBytes(milliseconds: CInt) -> Bool {
        var polled = pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) != 0
    }

    var header: TraceHeader { state.withLock { $0.decoder.header } ?? TraceHeader() }
    var listings: [String: String] { state.withLock { $0.decoder.listings } }
    /// Up to when the trace tells what happened.
    var now: Instant { state.withLock { $0.decoder.now } }
    /// Whether nothing more will come.
    var hasEnded: Bool { state.withLock { $0.hasEnded } }
    /// What is wrong with the file; what comes before it can be taken.
    var problem: FileError? { state.withLock { $0.problem } }

    /// What is not as it should be and does not keep the rest from being shown; nil when all is well.
    var warning: String? {
        let (leftOut, isTorn) = state.withLock { ($0.decoder.leftOut, $0.decoder.isTorn) }
        let sentences = [leftOut?.sentence, isTorn ? "the last line is torn and was left out" : nil]
        let text = sentences.compactMap { $0 }.joined(separator: "; ")
        return text.isEmpty ? nil : "\(path): \(text)"
    }

    /// Everything since the last call.
    func take() -> EventBatch {
        state.withLock {
            var batch = EventBatch()
            swap(&batch, &$0.news)
            return batch
        }
    }

    /// Reads on until it is clear that this is a trace.
    ///
    /// - Throws: `FileError` when it is none.
    func readHeader() throws(FileError) {
        while state.withLock({ $0.decoder.header == nil && !$0.hasEnded }) { readSome() }
        if state.withLock({ $0.decoder.header == nil }), let problem { throw problem }
    }

    /// Reads everything there is.
    func readAll(progress: (_ read: Int) -> Void = { _ in }) {
        var count = 0
        while !hasEnded {
            count += readSome()
            progress(count)
        }
    }

    /// Reads on in a thread of its own; `wake` is called whenever there is something to take.
    func follow(wake: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "threadlanes.trace").async {
            while !self.hasEnded {
                self.readSome()
                wake()
            }
        }
    }

    /// Reads what there is to be had, and waits until there is something.
    ///
    /// - Returns: how many bytes.
    @discardableResult
    private func readSome() -> Int {
        withUnsafeTemporaryAllocation(byteCount: Self.chunkSize, alignment: 16) { buffer in
            let result = Result { try input.read(into: buffer) }
            let count = (try? result.get()) ?? 0
            state.withLock { state in
                do throws(TraceFormatError) {
                    if count > 0 {
                        state.add(
                            try state.decoder.decode(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
                    } else {
                        state.hasEnded = true
                        state.add(try state.decoder.finish())
                    }
                } catch {
                    state.add(error.before)
                    state.hasEnded = true
                    state.problem = FileError(file: path, line: error.line, message: error.reason)
                }
                if case .failure(let error) = result {
                    state.problem = Self.unreadable(path, Errno(thrown: error))
                }
            }
            return count
        }
    }
}

extension TraceSource.State {
    fileprivate mutating func add(_ batch: EventBatch) {
        if news.isEmpty { news = batch } else { news.append(batch) }
    }
}

extension LeftOut {
    fileprivate var sentence: String {
        let things = count == 1 ? "one thing" : "\(count) things"
        let reason = isLaterVersion ? "the trace is of a later version: " : ""
        return
            "\(reason)\(things) that this version does not know left out, the first in line \(line): \(what)"
    }
}
