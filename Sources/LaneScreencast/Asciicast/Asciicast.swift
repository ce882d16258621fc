import LaneCanvas

/// A recording for asciinema and its players: JSON, a header and then an event a line.
///
/// Each frame that looks different is one output event that turns the screen before it into it. Nothing is written to the
/// alternate screen, so a player that has come to the end still shows the last frame.
///
/// The formats: docs.asciinema.org/manual/asciicast/v2 and …/v3.
package struct Asciicast: ScreencastFormat {
    /// Version 2 tells when an event happens, version 3 how long after the one before it.
    package enum Version: Int, Hashable, Sendable { case v2 = 2, v3 = 3 }

    private let header: ScreencastHeader
    private let version: Version
    private var painter = TerminalPainter()
    private var size: Size
    private var shown: Frame?
    private var last = Microseconds.zero

    package init(_ header: ScreencastHeader, version: Version = .v2) {
        self.header = header
        self.version = version
        size = header.size
    }

    package mutating func begin() -> String {
        let palette = header.palette
        let colors = palette.ansi.compactMap(\.hex).joined(separator: ":")
        let theme =
            "{\"fg\":\"\(palette.foreground.hex ?? "")\",\"bg\":\"\(palette.background.hex ?? "")\",\"palette\":\"\(colors)\"}"
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
    package mutating func show(_ frame: Frame, at time: Duration) -> String {
        guard frame.size.columns > 0, frame.size.rows > 0 else { return "" }
        defer { shown = frame }
        var text = ""
        if frame.size != size {
            text = event("r", frame.size.description, at: time)
            size = frame.size
        }
        let output = painter.paint(frame, over: shown)
        return output.isEmpty ? text : text + event("o", output, at: time)
    }

    package mutating func mark(_ label: String, at time: Duration) -> String {
        event("m", DisplayText.escaped(label), at: time)
    }

    package mutating func end(at time: Duration) -> String {
        let output = event("o", painter.finish(rows: size.rows), at: time)
        return version == .v3 ? output + event("x", "0", at: time) : output
    }

    private mutating func event(_ code: String, _ data: String, at time: Duration) -> String {
        let now = max(Microseconds(time), last)
        let stamp = version == .v3 ? now - last : now
        last = now
        return "[\(stamp.seconds),\"\(code)\",\(JSONText.quoted(data))]\n"
    }
}
