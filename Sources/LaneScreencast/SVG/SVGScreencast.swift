import LaneCanvas

/// A picture that plays: the first frame, and over it, for each later one, a group of what differs, which appears at its time.
///
/// The groups are visible unless the style sheet's animation hides them, so whatever does not animate (a converter, a printer,
/// a reader who asked for less motion) shows the last frame. No script and nothing outside the file: it plays wherever a
/// picture may stand. It repeats, after the last frame has stood for a while.
///
/// The size of the picture is that of the header; of a larger frame the upper left is shown.
package struct SVGScreencast: ScreencastSink {
    private let document: SVGDocument
    private let finalDelay: Duration
    private let output: any ScreencastOutput
    private var clock = MonotonicTimes()
    private var paints = SVGPaints()
    private var frames: FittedFrames
    private var hasBegun = false
    private var hasFrame = false
    /// When each group appears.
    private var times: [Microseconds] = []

    /// - Parameter finalDelay: how long the last frame stays before the first one comes again.
    package init(
        _ header: ScreencastHeader, finalDelay: Duration = .seconds(2), to output: any ScreencastOutput
    ) {
        document = SVGDocument(header: header)
        frames = FittedFrames(size: header.size)
        self.finalDelay = finalDelay
        self.output = output
    }

    /// Writes what comes before the frames, once.
    mutating func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        output.append(document.beginning)
    }

    package mutating func show(_ update: FrameUpdate, at time: Duration) {
        begin()
        let update = frames.fit(update)
        defer { hasFrame = true }
        guard !update.changes.isEmpty else { return }
        let now = clock.next(time)
        let cells = SVGPainting.elements(
            update, palette: document.header.palette, behind: hasFrame ? nil : document.canvas,
            paints: &paints)
        guard hasFrame else { return output.append(cells + "\n") }
        times.append(now)
        output.append(
            "<g class=\"\(SVGDocument.appearing)\" style=\"animation-name:K\(times.count)\">\(cells)</g>\n")
    }

    package mutating func finish(at time: Duration, progress: (Double) -> Void) {
        begin()
        let length = Microseconds(count: clock.next(time).count + Microseconds(finalDelay).count)
        output.append(document.end(paints, animation: times.isEmpty ? "" : animation(length)))
    }

    /// A group is hidden until its time, and then for the rest of the round what it is without: visible.
    private func animation(_ length: Microseconds) -> String {
        let still =
            "@media print,(prefers-reduced-motion:reduce){.\(SVGDocument.appearing){animation:none!important}}"
        let keyframes = times.enumerated().map { index, time in
            let share = Decimal(Int64((Double(time.count) / Double(length.count) * 1e8).rounded()), digits: 6)
            return "@keyframes K\(index + 1){0%{visibility:hidden}\(share.text)%{visibility:visible}}"
        }
        return ".\(SVGDocument.appearing){animation:\(length.seconds)s step-end infinite}"
            + keyframes.joined() + still
    }
}
