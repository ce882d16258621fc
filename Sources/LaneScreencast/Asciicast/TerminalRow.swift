import LaneCanvas

/// A row of a frame and the stretches of it that a terminal has to be told again.
struct TerminalRow {
    private let frame: Frame
    private let row: Int
    /// Ascending, apart from each other, and whole characters of the frame.
    private let spans: [Range<Int>]

    /// Gaps wider than this are never cheaper to write than to jump.
    private static let widestGap = 12

    /// - Parameter changes: of one row.
    init(_ changes: ArraySlice<FrameChange>, of frame: Frame) {
        self.frame = frame
        row = changes.first?.row ?? 0
        spans = Self.spans(changes, row: row, of: frame)
    }

    func write(to output: inout TerminalOutput) {
        var written: Int?
        for span in spans {
            if let written, writeGap(written..<span.lowerBound, to: &output) {
                // The cursor is at the span.
            } else {
                output.move(to: row, span.lowerBound)
            }
            guard write(span, to: &output) else { return }
            written = span.upperBound
        }
    }

    /// - Returns: whether anything of the row may be left to write.
    private func write(_ span: Range<Int>, to output: inout TerminalOutput) -> Bool {
        var column = span.lowerBound
        while column < span.upperBound {
            let cell = frame[row, column]
            guard cell.isBare else {
                output.write(cell, row: row, column: column, columns: frame.size.columns)
                column += max(Int(cell.width), 1)
                continue
            }
            let background = cell.style.background
            if (spans.last?.upperBound ?? 0) - column > TerminalOutput.eraseRestCost, isBare(from: column) {
                output.eraseRest(background)
                return false
            }
            var end = column + 1
            while end < span.upperBound, case let next = frame[row, end], next.isBare,
                next.style.background == background
            {
                end += 1
            }
            let isLast = end == span.upperBound
            output.blank(
                end - column, background, row: row, column: column, columns: frame.size.columns,
                staying: isLast)
            column = end
        }
        return true
    }

    /// Writes what has not changed between two spans if that takes fewer bytes than jumping over it.
    ///
    /// - Returns: false if nothing is written.
    private func writeGap(_ gap: Range<Int>, to output: inout TerminalOutput) -> Bool {
        guard gap.count <= Self.widestGap, output.isAt(row, gap.lowerBound) else { return false }
        let next = frame[row, gap.upperBound]
        var jumping = output.fork()
        jumping.move(to: row, gap.upperBound)
        jumping.setPen(for: next)
        var writing = output.fork()
        var column = gap.lowerBound
        while column < gap.upperBound {
            let cell = frame[row, column]
            guard cell.scalar != nil else { return false }
            writing.write(cell, row: row, column: column, columns: frame.size.columns)
            column += max(Int(cell.width), 1)
        }
        writing.setPen(for: next)
        output.join(writing.cost <= jumping.cost ? writing : jumping)
        return true
    }

    /// Whether the rest of the row is bare, in one background.
    private func isBare(from start: Int) -> Bool {
        let first = frame[row, start].appearance
        return (start..<frame.size.columns).allSatisfy { frame[row, $0].appearance == first }
    }

    /// What stands behind a cluster of several scalars is taken in, because a player may show each of the scalars in a cell of
    /// its own.
    private static func spans(_ changes: ArraySlice<FrameChange>, row: Int, of frame: Frame) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        for change in changes {
            let start = max(change.columns.lowerBound, spans.last?.upperBound ?? 0)
            var end = max(change.columns.upperBound, start)
            var column = start
            while column < end {
                let cell = frame[row, column]
                column += max(Int(cell.width), 1)
                if cell.scalar == nil {
                    let spilled = column + 2 * cell.character.unicodeScalars.count
                    end = max(end, min(spilled, frame.size.columns))
                }
                end = max(end, column)
            }
            if start < end { spans.append(start..<end) }
        }
        return spans
    }
}
