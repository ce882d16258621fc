import LaneCanvas

/// Knows what a terminal shows and where its cursor stands, and turns one frame into the next in few bytes.
///
/// A byte counts as what it takes in JSON, where an escape takes six. Only sequences that xterm, tmux and the players of
/// asciinema all understand are used, which excludes REP: players before 3.0 ignore it. Erasing leaves the background of the
/// pen, as in all three; since they disagree about underlined and reversed blanks, those are written.
///
/// The last column may be written: the cursor then waits behind it, and is moved without regard to where it stands. Nothing
/// scrolls.
struct TerminalPainter {
    private var output = TerminalOutput()
    private var isBegun = false

    init() {}

    /// What makes `previous`, which must be the frame painted last, look like `frame`; empty if it already does.
    mutating func paint(_ frame: Frame, over previous: Frame?) -> String {
        var base = previous
        if base?.size != frame.size {
            let canvas = frame.canvas
            if !isBegun { output.hideCursor() }
            isBegun = true
            output.clear(with: canvas)
            base = Frame(size: frame.size, style: Style(background: canvas))
        }
        guard let base else { return "" }
        let changes = frame.visibleChanges(since: base)
        var first = 0
        while first < changes.count {
            var last = first
            while last < changes.count, changes[last].row == changes[first].row { last += 1 }
            let row = TerminalRow(changes[first..<last], of: frame)
            row.write(to: &output)
            first = last
        }
        return output.take()
    }

    /// Leaves the screen as it is, and the terminal as a shell wants it: plain style, a cursor, in the last row.
    mutating func finish(rows: Int) -> String {
        output.setPen(Style())
        output.move(to: rows - 1, 0)
        output.showCursor()
        return output.take()
    }
}
