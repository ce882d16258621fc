import LaneCanvas

/// The last frame as text, a line a row, without the blanks at the ends of lines.
package struct TextScreencast: ScreencastSink {
    private let output: any ScreencastOutput
    private var last: Frame?

    package init(to output: any ScreencastOutput) { self.output = output }

    package mutating func show(_ update: FrameUpdate, at time: Duration) { last = update.frame }

    package mutating func finish(at time: Duration, progress: (Double) -> Void) {
        if let last, last.size.rows > 0 { output.append(last.text + "\n") }
    }
}
