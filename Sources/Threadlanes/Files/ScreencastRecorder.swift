import Foundation
import Glibc
import LaneCanvas
import LaneScreencast
import LaneView
import Themes

/// Turns frames into a file as they come, whatever its format.
final class ScreencastRecorder {
    let kind: ScreencastKind
    let file: OutputFile
    /// How many pictures a second of a film has at most.
    private let framesPerSecond: Int
    private var format: any ScreencastFormat
    private let header: ScreencastHeader
    private var hasBegun = false

    init(
        _ kind: ScreencastKind, _ file: OutputFile, _ header: ScreencastHeader,
        version: Asciicast.Version = .v2, framesPerSecond: Int
    ) {
        self.kind = kind
        self.file = file
        self.framesPerSecond = framesPerSecond
        self.header = header
        format =
            switch kind {
            case .cast: Asciicast(header, version: version)
            case .svg: SVGScreencast(header)
            case .txt: TextScreencast()
            case .gif, .mp4: Film(header)
            }
    }

    /// The frame is on screen from `time` on; times never fall.
    func show(_ frame: Frame, at time: Duration) {
        if !hasBegun { file.append(format.begin()) }
        hasBegun = true
        file.append(format.show(frame, at: time))
    }

    func mark(_ label: String, at time: Duration) {
        if hasBegun { file.append(format.mark(label, at: time)) }
    }

    /// The last frame stays until `time`, and the file is complete.
    ///
    /// - Parameter progress: called with the part that is done while something takes long.
    /// - Throws: what kept the file from being written.
    func finish(at time: Duration, progress: (Double) -> Void = { _ in }) throws {
        if !hasBegun { file.append(format.begin()) }
        file.append(format.end(at: time))
        if let film = format as? Film, let kind = Film.Kind(rawValue: kind.rawValue) {
            let made = FileManager.default.temporaryDirectory
                .appending(path: "threadlanes-\(UUID().uuidString).\(kind.rawValue)").path
            defer { unlink(made) }
            do {
                try film.make(kind, at: made, framesPerSecond: framesPerSecond, progress: progress)
                try file.append(contentsOf: made)
            } catch {
                file.abandon()
                throw error
            }
        }
        try file.finish()
    }

    /// The file is this one frame.
    func finish(still frame: Frame) throws {
        if kind == .svg {
            file.append(SVGStill.svg(frame, header: header))
        } else {
            file.append(format.begin() + format.show(frame, at: .zero) + format.end(at: .zero))
        }
        try file.finish()
    }

    /// Where the finished file is, how long and large, and what to do with it.
    ///
    /// - Parameter length: nil for a single frame.
    func summary(_ length: Duration?) -> String {
        let seconds = length?.components.seconds
        let clock = seconds.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60), " } ?? ""
        return "\(file.path) (\(clock)\(ByteText.of(file.size))): \(kind.advice(file.path))"
    }
}

extension ScreencastHeader {
    init(_ size: Size, title: String, _ theme: Theme, timestamp: Int?) {
        self.init(size: size, title: title, palette: theme.palette, timestamp: timestamp)
    }
}

extension Theme {
    /// What a terminal with this theme would have for its own colours.
    var palette: TerminalPalette {
        TerminalPalette(foreground: foreground, background: background, ansi: ansiColors)
    }
}
