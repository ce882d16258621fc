import LaneCanvas
import ThreadTrace
import Themes

/// One lane's states over the axis: up to the moment that is shown in their colours, what came after it in grey.
struct LaneChart: Panel {
    let scene: Scene
    let columns: AxisColumns
    let thread: ThreadID

    func draw(in area: Area, on frame: inout Frame) {
        let edge = columns.column(of: scene.focus(on: columns.unit).place)
        let known = Stretch(
            columns: 0..<min(edge + 1, columns.count), until: scene.place.time,
            before: scene.place.position, isLater: false)
        draw(known, in: area, on: &frame)
        if scene.hidesLater {
            drawEdge(column: edge + 1, in: area, on: &frame)
        } else if edge + 2 < columns.count {
            let later = Stretch(
                columns: edge + 2..<columns.count, until: scene.now,
                before: scene.trace.count, isLater: true)
            draw(later, in: area, on: &frame)
        }
    }

    /// A part of a lane, drawn in one way.
    private struct Stretch {
        let columns: Range<Int>
        let until: Instant
        let before: Int
        let isLater: Bool
    }

    private func draw(_ stretch: Stretch, in area: Area, on frame: inout Frame) {
        let cells = scene.trace.columns(
            of: thread, over: columns[stretch.columns], until: stretch.until, before: stretch.before)
        var index = 0
        while index < cells.count {
            guard let column = cells[index] else {
                index += 1
                continue
            }
            let start = index
            while index < cells.count, let next = cells[index], next.looksLike(column) { index += 1 }
            put(column, at: start..<index, stretch, in: area, on: &frame)
            if column.activity.isFinal, let wait = wait(in: start, of: stretch) {
                put(wait, at: start..<start + 1, stretch, in: area, on: &frame)
                put(column, at: start + 1..<max(index, start + 2), stretch, in: area, on: &frame)
            } else if column.activity == .deadlocked, isOwnStep(start, of: stretch) {
                put(column, at: start..<max(index, start + 2), stretch, in: area, on: &frame)
            }
        }
        if columns.unit == .time || columns.width > 1 { mark(stretch, cells, in: area, on: &frame) }
    }

    /// Reads and writes of shared values, where they hide no wait and no end; an update that was lost hides anything.
    private func mark(
        _ stretch: Stretch, _ cells: [LaneColumn?], in area: Area, on frame: inout Frame
    ) {
        let marks = scene.trace.accesses(
            of: thread, over: columns[stretch.columns], until: stretch.until, before: stretch.before)
        let left = area.columns.lowerBound + stretch.columns.lowerBound
        var lost: Set<Int> = []
        for (column, mark) in marks.enumerated() {
            guard let mark, let cell = cells[column] else { continue }
            let isLost = mark.marks.contains(.lostUpdate)
            if isLost { lost.insert(column) }
            guard isLost || ![.waiting, .done, .failed, .deadlocked].contains(cell.activity) else { continue }
            let style = scene.mark(on: mark.resource, holding: cell.holds, isLost ? .error : nil)
            frame.put(
                mark.marks == .read ? "R" : "W", row: area.rows.lowerBound, column: left + column,
                style: stretch.isLater ? scene.theme[.rule] : style)
            if isLost { alarm(left + column, .error, stretch, in: area, on: &frame) }
        }
        markFindings(stretch, cells, hiding: lost, in: area, on: &frame)
    }

    /// Steps with which something is wrong, or could go wrong: they hide no failure, no deadlock and no update that was lost.
    private func markFindings(
        _ stretch: Stretch, _ cells: [LaneColumn?], hiding lost: Set<Int>, in area: Area,
        on frame: inout Frame
    ) {
        for number in scene.marked(of: thread, in: events(in: stretch)) {
            let event = scene.trace[number]
            let place = columns.unit == .time ? event.time.nanoseconds : Int64(event.step)
            let index = columns.column(of: place) - stretch.columns.lowerBound
            guard cells.indices.contains(index), let cell = cells[index],
                cell.activity != .failed, cell.activity != .deadlocked, !lost.contains(index)
            else { continue }
            let column = area.columns.lowerBound + stretch.columns.lowerBound + index
            frame.put(
                event.stepLetter ?? LaneCell(cell, in: scene).glyph, row: area.rows.lowerBound,
                column: column,
                style: stretch.isLater ? scene.theme[.rule] : scene.theme.alarm(.warning))
            alarm(column, .warning, stretch, in: area, on: &frame)
        }
    }

    /// A sign below a letter that stands out by its colour alone, where the lane has a row for it.
    private func alarm(
        _ column: Int, _ role: Role, _ stretch: Stretch, in area: Area, on frame: inout Frame
    ) {
        guard area.rows.count > 1 else { return }
        frame.put(
            scene.glyphs.finding, row: area.rows.lowerBound + 1, column: column,
            style: stretch.isLater ? scene.theme[.rule] : scene.theme.alarm(role))
    }

    /// The numbers of the events that may be in a stretch. O(log events).
    private func events(in stretch: Stretch) -> Range<Int> {
        let trace = scene.trace
        let start = columns.start(of: stretch.columns.lowerBound)
        let first =
            columns.unit == .time
            ? trace.position(at: Instant(nanoseconds: start - 1)) : trace.position(beforeStep: Int(start))
        let end = min(stretch.before, trace.position(at: stretch.until))
        return first..<max(first, end)
    }

    private func put(
        _ column: LaneColumn, at range: Range<Int>, _ stretch: Stretch, in area: Area, on frame: inout Frame
    ) {
        let cell = LaneCell(column, in: scene)
        let left = area.columns.lowerBound + stretch.columns.lowerBound
        for row in area.rows {
            frame.fill(
                row: row, columns: left + range.lowerBound..<left + range.upperBound, character: cell.glyph,
                style: stretch.isLater ? scene.theme[.rule] : cell.style)
        }
    }

    /// Whether a column is a step that this thread took: its letter must not hide that it goes no further.
    private func isOwnStep(_ column: Int, of stretch: Stretch) -> Bool {
        guard columns.unit == .steps, columns.width == 1 else { return false }
        let step = Int(columns.start(of: stretch.columns.lowerBound + column))
        return scene.trace.eventNumber(ofStep: step).map { scene.trace[$0].thread == thread } ?? false
    }

    /// A wait in the column in which the lane ends: its end, for which there is room behind, must not hide it.
    private func wait(in column: Int, of stretch: Stretch) -> LaneColumn? {
        let column = stretch.columns.lowerBound + column
        let cell = scene.trace.columns(
            of: thread, over: columns[column..<column + 1], until: stretch.until,
            before: stretch.before, telling: .waiting
        ).first
        return cell.flatMap { $0 }.flatMap { $0.isChange ? $0 : nil }
    }

    /// Where the lane has come to.
    private func drawEdge(column: Int, in area: Area, on frame: inout Frame) {
        let activity = scene.moment.state(of: thread).activity
        guard !scene.isOver, column < columns.count, activity.isAlive, !activity.isFinal else { return }
        for row in area.rows {
            frame.put(
                scene.glyphs.edge, row: row, column: area.columns.lowerBound + column,
                style: scene.theme[.edge])
        }
    }
}
