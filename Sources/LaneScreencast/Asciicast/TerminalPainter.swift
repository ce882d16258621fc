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
    /// The size of the frame painted last.
    private var size: Size?

    init() {}

    /// What makes the frame painted last, which the update must be since, look like the new one; empty if it already does.
    mutating func paint(_ update: FrameUpdate) -> String {
        let frame = update.frame
        var changes = update.changes
        if size != frame.size {
            let canvas = frame.canvas
            if size == nil { output.hideCursor() }
            size = frame.size
            output.clear(with: canvas)
            let cleared = Frame(size: frame.size, style: Style(background: canvas))
            changes = FrameUpdate(frame, since: cleared).changes
        }
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
