import LaneCanvas

/// A picture that plays: the first frame, and over it, for each later one, a group of what differs, which appears at its time.
///
/// The groups are visible unless the style sheet's animation hides them, so whatever does not animate (a converter, a printer,
/// a reader who asked for less motion) shows the last frame. No script and nothing outside the file: it plays wherever a
/// picture may stand. It repeats, after the last frame has stood for a while.
///
/// The size of the picture is that of the header; of a larger frame the upper left is shown.
package struct SVGScreencast: ScreencastFormat {
    private let document: SVGDocument
    private let hold: Duration
    private var pace = Pace()
    private var paints = SVGPaints()
    private var shown: Frame?
    /// When each group appears.
    private var times: [Microseconds] = []

    /// - Parameter hold: how long the last frame stays before the first one comes again.
    package init(_ header: ScreencastHeader, hold: Duration = .seconds(2)) {
        document = SVGDocument(header: header)
        self.hold = hold
    }

    package mutating func begin() -> String { document.beginning }

    package mutating func show(_ frame: Frame, at time: Duration) -> String {
        let frame = frame.fitted(to: document.header.size)
        let changes = frame.visibleChanges(since: shown)
        let isFirst = shown == nil
        shown = frame
        guard !changes.isEmpty else { return "" }
        let now = pace.moment(time)
        let cells = SVGPainting.elements(
            changes, of: frame, palette: document.header.palette, behind: isFirst ? document.canvas : nil,
            paints: &paints)
        if isFirst { return cells + "\n" }
        times.append(now)
        return
            "<g class=\"\(SVGDocument.appearing)\" style=\"animation-name:K\(times.count)\">\(cells)</g>\n"
    }

    package mutating func mark(_ label: String, at time: Duration) -> String { "" }

    package mutating func end(at time: Duration) -> String {
        let length = Microseconds(count: pace.moment(time).count + Microseconds(hold).count)
        return document.end(paints, animation: times.isEmpty ? "" : animation(length))
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

/// Times as a player shows them: they never fall.
struct Pace {
    private var last = Microseconds.zero

    /// A time before the one of the last call is that time.
    mutating func moment(_ time: Duration) -> Microseconds {
        last = max(Microseconds(time), last)
        return last
    }
}

extension Frame {
    /// The upper left, filled up with blanks. Free for a frame of that size.
    func fitted(to size: Size) -> Frame {
        guard size != self.size else { return self }
        var frame = Frame(size: size)
        for row in 0..<min(size.rows, self.size.rows) {
            for column in 0..<min(size.columns, self.size.columns) where self[row, column].width > 0 {
                let cell = self[row, column]
                frame.put(cell.character, row: row, column: column, style: cell.style)
            }
        }
        return frame
    }
}
