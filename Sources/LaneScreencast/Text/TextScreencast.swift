import LaneCanvas

/// The last frame as text, a line a row, without the blanks at the ends of lines.
package struct TextScreencast: ScreencastFormat {
    private var last: Frame?

    package init() {}

    package mutating func begin() -> String { "" }

    package mutating func show(_ frame: Frame, at time: Duration) -> String {
        last = frame
        return ""
    }

    package mutating func mark(_ label: String, at time: Duration) -> String { "" }

    package mutating func end(at time: Duration) -> String {
        guard let last, last.size.rows > 0 else { return "" }
        return last.text + "\n"
    }
}
