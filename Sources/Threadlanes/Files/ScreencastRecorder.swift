import LaneCanvas
import LaneScreencast
import LaneView

/// A screencast and the file that it is written to.
final class ScreencastRecorder {
    let kind: ScreencastKind
    let file: OutputFile
    private var sink: any ScreencastSink

    /// - Parameters:
    ///   - framesPerSecond: how many pictures a second a video has at most.
    ///   - isStill: whether the last frame is all there is to be.
    init(
        _ kind: ScreencastKind, _ file: OutputFile, _ header: ScreencastHeader,
        version: Asciicast.Version = .v2, framesPerSecond: Int, isStill: Bool = false
    ) {
        self.kind = kind
        self.file = file
        sink =
            switch kind {
            case .cast: Asciicast(header, version: version, to: file)
            case .svg where isStill: SVGStill(header, to: file)
            case .svg: SVGScreencast(header, to: file)
            case .txt: TextScreencast(to: file)
            case .gif: Video(.gif, header, framesPerSecond: framesPerSecond, to: file)
            case .mp4: Video(.mp4, header, framesPerSecond: framesPerSecond, to: file)
            }
    }

    /// The frame is on screen from `time` on; times never fall. Each update is since the one before, the first since anything.
    func show(_ update: FrameUpdate, at time: Duration) { sink.show(update, at: time) }

    func mark(_ label: String, at time: Duration) { sink.mark(label, at: time) }

    /// The last frame stays until `time`, and the file is complete.
    ///
    /// - Parameter progress: called with the part that is done while something takes long.
    /// - Throws: what kept the file from being written. One to be replaced as a whole is then what it was before.
    func finish(at time: Duration, progress: (Double) -> Void = { _ in }) throws {
        do {
            try sink.finish(at: time, progress: progress)
            try file.finish()
        } catch let failure as Video.Failure {
            file.abandon()
            throw Failure(path: file.path, reason: failure.description)
        } catch {
            file.abandon()
            throw error
        }
    }

    /// A screencast that the programs beside this one did not make.
    struct Failure: Error, CustomStringConvertible {
        /// As the user named it.
        let path: String
        let reason: String
        var description: String { "'\(DisplayText.escaped(path))' can not be made: \(reason)" }
    }

    /// Where the finished file is, how long and large, and what to do with it.
    ///
    /// - Parameter length: nil for a single frame.
    func summary(_ length: Duration?) -> String {
        let clock = length.map { TimeText.minutes($0) + ", " } ?? ""
        return "\(file.path) (\(clock)\(ByteText.of(file.size))): \(kind.advice(file.path))"
    }
}
