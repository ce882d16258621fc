import Glibc
import LaneCanvas
import LaneScreencast
import LaneView
import ThreadTrace
import Themes

/// What a session writes while it is on the screen: the trace of its run, and a screencast of all that is seen.
struct SessionFiles {
    /// Pictures a second of a video made of a live session.
    private static let framesPerSecond = 30

    /// A screencast that is being made.
    struct Cast {
        let recorder: ScreencastRecorder
        private let start = ContinuousClock.now
        private var end: ContinuousClock.Instant?

        fileprivate init(recorder: ScreencastRecorder) { self.recorder = recorder }

        var length: Duration { (end ?? .now) - start }

        fileprivate mutating func stop() { end = .now }

        /// Completes the file, which can take long, and tells where it is.
        func finish() throws -> String {
            try recorder.finish(at: length, progress: Progress("making \(recorder.file.path)").show)
            return "recorded " + recorder.summary(length)
        }
    }

    private let listing: @Sendable (String) -> String?
    /// Where the user wants traces, one for each run.
    private var tracePath: String?
    private var trace: TraceRecorder?
    private var cast: Cast?
    /// What there is to tell when the session is over.
    private var sentences: [String] = []
    private var failures: [Failure] = []

    /// - Parameter listing: the text of a source file, by the name that events have for it.
    init(listing: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.listing = listing
    }

    /// A file that has come to an early end.
    struct Failure: CustomStringConvertible {
        let error: any Error
        /// What was being written.
        let name: String
        /// Where what has been written can be found, if that is another file than the user named.
        var beginning: String?

        var isClosedPipe: Bool { (error as? OutputError)?.isClosedPipe ?? false }
        var description: String {
            "\(error) The \(name) ends there.\(beginning.map { " Its beginning is in \($0)." } ?? "")"
        }
    }

    /// What went wrong since the last call.
    mutating func takeFailures() -> [Failure] {
        if let error = trace?.file.failure {
            failures.append(Failure(error: error, name: "trace"))
            trace = nil
            tracePath = nil
        }
        if let file = cast?.recorder.file, let error = file.failure {
            failures.append(Failure(error: error, name: "recording", beginning: file.beginning))
            cast = nil
        }
        defer { failures = [] }
        return failures
    }

    // MARK: The trace

    /// Saves the run from its beginning, and each that comes after it beside that.
    mutating func save(to path: String, _ header: TraceHeader) throws(OutputError) {
        tracePath = path
        trace = TraceRecorder(try OutputFile(path, .stream), header, listing: listing)
    }

    /// Saves what has happened and what will, in a file that was not there before.
    ///
    /// - Returns: what the user is to be told.
    mutating func startSaving(_ known: Trace, _ header: TraceHeader) throws(OutputError) -> String {
        if let trace { return "the trace is in \(trace.file.path)" }
        let file = try FreeName.makeFile(header.scenario, ending: ".trace.jsonl")
        trace = TraceRecorder(file, header, listing: listing)
        save(known.events())
        sentences.append("The trace is in \(file.path): \(programName) replay \(ShellWord.path(file.path))")
        return "saving the trace as \(file.path)"
    }

    func save(_ batch: EventBatch) {
        if !batch.isEmpty { trace?.append(batch) }
    }

    /// The run's clock shows this, and nothing has happened since the last batch.
    func save(now: Instant) { trace?.append(now: now) }

    /// The run is over, and there will be another.
    mutating func restart(_ header: TraceHeader) {
        finishTrace()
        guard let tracePath else { return }
        do {
            let file = try FreeName.makeFile(beside: tracePath)
            trace = TraceRecorder(file, header, listing: listing)
            sentences.append("The trace of a further run is in \(file.path).")
        } catch {
            failures.append(Failure(error: error, name: "trace"))
        }
    }

    private mutating func finishTrace() {
        do {
            try trace?.file.finish()
        } catch {
            failures.append(Failure(error: error, name: "trace"))
        }
        trace = nil
    }

    // MARK: The screencast

    /// Whether a screencast is being made.
    var isRecording: Bool { cast != nil }

    /// As the screen tells it.
    var recording: Recording? {
        cast.map { Recording(length: $0.length, bytes: $0.recorder.file.byteCount) }
    }

    /// Records all that is seen from now on in the user's file.
    mutating func record(
        to path: String, _ kind: ScreencastKind, _ header: TraceHeader, size: Size, theme: Theme
    ) throws {
        try begin(kind, OutputFile(path, kind == .cast ? .growing : .whole), header, size, theme)
    }

    /// Records all that is seen from now on in a file that was not there before.
    mutating func startRecording(_ header: TraceHeader, size: Size, theme: Theme) throws {
        try begin(.cast, FreeName.makeFile(header.scenario, ending: ".cast"), header, size, theme)
    }

    private mutating func begin(
        _ kind: ScreencastKind, _ file: OutputFile, _ header: TraceHeader, _ size: Size, _ theme: Theme
    ) throws {
        let title = header.title.isEmpty ? header.scenario : header.title
        let head = ScreencastHeader(size, title: title, theme, timestamp: time(nil))
        let recorder = ScreencastRecorder(kind, file, head, framesPerSecond: Self.framesPerSecond)
        cast = Cast(recorder: recorder)
    }

    func record(_ update: FrameUpdate) {
        guard let cast else { return }
        cast.recorder.show(update, at: cast.length)
    }

    /// A verdict or the like, to be found again.
    func mark(_ label: String) {
        guard let cast else { return }
        cast.recorder.mark(label, at: cast.length)
    }

    /// Ends the screencast, if there is one.
    ///
    /// - Returns: what is still to be finished.
    mutating func stopRecording() -> Cast? {
        defer { cast = nil }
        cast?.stop()
        return cast
    }

    /// Ends what is written.
    ///
    /// - Returns: what is to be told when the terminal is given back.
    mutating func close() -> [String] {
        finishTrace()
        defer { sentences = [] }
        return sentences
    }
}
