import LaneCanvas
import ThreadTrace

/// The time axis, and a row for each thread in view: marker, name, state in words, chart.
struct LanesPanel {
    let scene: Scene
    let layout: LaneLayout
    let axis: TimeAxis
    /// Lanes in view, counted from 0.
    let visible: Range<Int>
    let selected: Int
    let marks: LaneMarks

    func draw(on frame: inout Frame) {
        let columns = axis.columns(layout.chart.count, now: scene.now)
        drawAxis(columns, on: &frame)
        for (row, lane) in zip(layout.lanes, visible) {
            let thread = ThreadID(UInt32(lane + 1))
            drawLabel(of: thread, row: row, isSelected: lane == selected, on: &frame)
            marks.draw(thread, row: row, names: layout.names, on: &frame)
            drawChart(of: thread, over: columns, row: row, on: &frame)
            guard lane == selected else { continue }
            let highlight = scene.theme[.selection]
            frame.restyle(row: row, columns: 0..<frame.size.columns) { $0 = $0.over(highlight) }
        }
    }

    private func drawAxis(_ columns: TimeColumns, on frame: inout Frame) {
        let row = LaneLayout.axis
        let muted = scene.theme[.muted]
        if let hidden {
            let room = layout.states.upperBound - layout.names.lowerBound
            let fitsState = hidden.utf8.count <= layout.states.count
            if fitsState { frame.write("thread", row: row, column: layout.names.lowerBound, style: muted) }
            frame.write(
                hidden, row: row, column: fitsState ? layout.states.lowerBound : layout.names.lowerBound,
                style: scene.theme[.heading], limit: room)
        } else {
            frame.write("thread", row: row, column: layout.names.lowerBound, style: muted)
            frame.write("state", row: row, column: layout.states.lowerBound, style: muted)
        }
        for label in axis.labels(columns) {
            frame.write(label.text, row: row, column: layout.chart.lowerBound + label.column, style: muted)
        }
    }

    /// How many lanes are out of view, and where.
    private var hidden: String? {
        let above = visible.lowerBound
        let below = scene.trace.threadCount - visible.upperBound
        let parts = [(scene.glyphs.up, above), (scene.glyphs.down, below)].filter { $0.1 > 0 }
        guard !parts.isEmpty else { return nil }
        return parts.map { "\($0.0) \($0.1)" }.joined(separator: "  ") + " more"
    }

    private func drawLabel(of thread: ThreadID, row: Int, isSelected: Bool, on frame: inout Frame) {
        let theme = scene.theme
        if isSelected { frame.put(scene.glyphs.selected, row: row, column: 0, style: theme[.brand]) }
        if scene.status.next == thread, !scene.isOver {
            frame.put(scene.glyphs.next, row: row, column: 1, style: theme[.next])
        }
        let name = scene.glyphs.fit(scene.name(of: thread), layout.names.count)
        frame.write(name, row: row, column: layout.names.lowerBound, style: theme[.canvas])
        let words = scene.words(for: thread)
        frame.write(
            words.fit(layout.states.count, scene.glyphs), row: row, column: layout.states.lowerBound,
            style: words.style)
    }

    private func drawChart(
        of thread: ThreadID, over columns: TimeColumns, row: Int, on frame: inout Frame
    ) {
        let cells = scene.trace.columns(of: thread, over: columns, until: scene.now)
        let left = layout.chart.lowerBound
        var index = 0
        while index < cells.count {
            guard let column = cells[index] else {
                index += 1
                continue
            }
            let first = index
            while index < cells.count, let next = cells[index], next.looksLike(column) { index += 1 }
            let cell = LaneCell(column, in: scene)
            frame.fill(
                row: row, columns: left + first..<left + index, character: cell.glyph, style: cell.style)
        }
        let live = (scene.now.nanoseconds - columns.start.nanoseconds) / columns.width.nanoseconds + 1
        let activity = scene.trace.now.state(of: thread).activity
        if !scene.isOver, live < Int64(columns.count), activity.isAlive, !activity.isFinal {
            frame.put(scene.glyphs.edge, row: row, column: left + Int(live), style: scene.theme[.edge])
        }
    }
}
