import LaneCanvas

/// A recording for asciinema and its players: JSON, a header and then an event a line.
///
/// Each frame that looks different is one output event that turns the screen before it into it. Nothing is written to the
/// alternate screen, so a player that has come to the end still shows the last frame.
///
/// The formats: docs.asciinema.org/manual/asciicast/v2 and …/v3.
package struct Asciicast: ScreencastSink {
    /// Version 2 tells when an event happens, version 3 how long after the one before it.
    package enum Version: Int, Hashable, Sendable { case v2 = 2, v3 = 3 }

    private let header: ScreencastHeader
    private let version: Version
    private let output: any ScreencastOutput
    private var painter = TerminalPainter()
    private var size: Size
    private var clock = MonotonicTimes()
    private var hasBegun = false

    package init(_ header: ScreencastHeader, version: Version = .v2, to output: any ScreencastOutput) {
        self.header = header
        self.version = version
        self.output = output
        size = header.size
    }

    /// Writes the header, once.
    mutating func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        output.append(headerLine)
    }

    private var headerLine: String {
        let palette = header.palette
        let colors = palette.ansi.map(\.hex).joined(separator: ":")
        let theme =
            "{\"fg\":\"\(palette.foreground.hex)\",\"bg\":\"\(palette.background.hex)\",\"palette\":\"\(colors)\"}"
        var common = ""
        if let timestamp = header.timestamp { common += ",\"timestamp\":\(timestamp)" }
        if !header.title.isEmpty {
            common += ",\"title\":\(JSONText.quoted(DisplayText.escaped(header.title)))"
        }
        let (columns, rows) = (header.size.columns, header.size.rows)
        return switch version {
        case .v2:
            "{\"version\":2,\"width\":\(columns),\"height\":\(rows)\(common),\"env\":{\"TERM\":\"xterm-256color\"},"
                + "\"theme\":\(theme)}\n"
        case .v3:
            "{\"version\":3,\"term\":{\"cols\":\(columns),\"rows\":\(rows),\"type\":\"xterm-256color\",\"theme\":\(theme)}"
                + "\(common)}\n"
        }
    }

    /// A frame without cells cannot be shown and says nothing.
    package mutating func show(_ update: FrameUpdate, at time: Duration) {
        begin()
        let frame = update.frame
        guard frame.size.columns > 0, frame.size.rows > 0 else { return }
        if frame.size != size {
            append("r", frame.size.description, at: time)
            size = frame.size
        }
        let painting = painter.paint(update)
        if !painting.isEmpty { append("o", painting, at: time) }
    }

    package mutating func mark(_ label: String, at time: Duration) {
        if hasBegun { append("m", DisplayText.escaped(label), at: time) }
    }

    package mutating func finish(at time: Duration, progress: (Double) -> Void) {
        begin()
        append("o", painter.finish(rows: size.rows), at: time)
        if version == .v3 { append("x", "0", at: time) }
    }

    private mutating func append(_ code: String, _ data: String, at time: Duration) {
        let last = clock.last
        let now = clock.next(time)
        let stamp = version == .v3 ? now - last : now
        output.append("[\(stamp.seconds),\"\(code)\",\(JSONText.quoted(data))]\n")
    }
}
