import LaneCanvas
import ThreadTrace

/// One lane's states over the axis: up to the moment that is shown in their colours, what came after it in grey.
struct LaneChart {
    let scene: Scene
    let columns: AxisColumns
    /// Where the chart is.
    let place: Range<Int>

    func draw(_ thread: ThreadID, row: Int, on frame: inout Frame) {
        let edge = columns.column(of: scene.focus(on: columns.unit).place)
        let known = scene.trace.columns(
            of: thread, over: columns[0..<min(edge + 1, columns.count)], until: scene.place.time,
            before: scene.place.position)
        draw(known, at: 0, of: thread, row: row, isLater: false, on: &frame)
        if scene.isLive {
            drawEdge(of: thread, column: edge + 1, row: row, on: &frame)
        } else if edge + 2 < columns.count {
            let rest = edge + 2..<columns.count
            let later = scene.trace.columns(
                of: thread, over: columns[rest], until: scene.now, before: scene.trace.count)
            draw(later, at: rest.lowerBound, of: thread, row: row, isLater: true, on: &frame)
        }
    }

    private func draw(
        _ cells: [LaneColumn?], at first: Int, of thread: ThreadID, row: Int, isLater: Bool,
        on frame: inout Frame
    ) {
        let left = place.lowerBound + first
        var index = 0
        while index < cells.count {
            guard let column = cells[index] else {
                index += 1
                continue
            }
            let start = index
            while index < cells.count, let next = cells[index], next.looksLike(column) { index += 1 }
            let cell = LaneCell(column, in: scene)
            frame.fill(
                row: row, columns: left + start..<left + index, character: cell.glyph,
                style: isLater ? scene.theme[.rule] : cell.style)
        }
    }

    /// Where the lane has come to.
    private func drawEdge(of thread: ThreadID, column: Int, row: Int, on frame: inout Frame) {
        let activity = scene.moment.state(of: thread).activity
        guard !scene.isOver, column < columns.count, activity.isAlive, !activity.isFinal else { return }
        frame.put(scene.glyphs.edge, row: row, column: place.lowerBound + column, style: scene.theme[.edge])
    }
}
