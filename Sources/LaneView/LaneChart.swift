import LaneCanvas
import ThreadTrace

extension Scene {
    /// A lane's chart, in the columns from `left` on: a run of equal cells at a time, and the live edge.
    func drawChart(
        of thread: ThreadID, over columns: TimeColumns, row: Int, left: Int, on frame: inout Frame
    ) {
        let cells = trace.columns(of: thread, over: columns, until: now)
        var index = 0
        while index < cells.count {
            guard let column = cells[index] else {
                index += 1
                continue
            }
            let first = index
            while index < cells.count, let next = cells[index], next.looksLike(column) { index += 1 }
            let cell = LaneCell(column, in: self)
            frame.fill(
                row: row, columns: left + first..<left + index, character: cell.glyph, style: cell.style)
        }
        let live = (now.nanoseconds - columns.start.nanoseconds) / columns.width.nanoseconds + 1
        let activity = trace.now.state(of: thread).activity
        if !isOver, live < Int64(columns.count), activity.isAlive, !activity.isFinal {
            frame.put(glyphs.edge, row: row, column: left + Int(live), style: theme[.edge])
        }
    }
}
