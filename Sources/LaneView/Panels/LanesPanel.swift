import LaneCanvas
import ThreadTrace
import Themes

/// The axis, and for each thread in view its rows: marker, name, state in words, chart; below them what the last step did, and the
/// slider.
///
/// What came after the moment that is shown is drawn grey, behind a line across all lanes.
struct LanesPanel: Panel {
    let scene: Scene
    let columns: AxisColumns
    let roster: LaneRoster
    let marks: LaneMarks
    let layout: LanesArea
    /// Whether it is a picture: nothing is selected in it, and nothing out of view.
    var isStill = false
    /// Whether it is for an audience.
    var isPresented = false

    func draw(in area: Area, on frame: inout Frame) {
        let visible = roster.visible(scene.trace, height: layout.capacity)
        drawAxis(visible, on: &frame)
        let selected = roster.selectedRow(scene.trace)
        var rows: [ThreadID: Range<Int>] = [:]
        for (index, lane) in visible.enumerated() {
            guard let thread = roster[lane, scene.trace] else { break }
            let own = layout.rows(of: index)
            rows[thread] = own
            drawLabel(of: thread, rows: own, isSelected: lane == selected && !isStill, on: &frame)
            if thread.number <= Wheel.mostDigits, scene.wheel?.choice(of: thread)?.canGo == true {
                frame.write("\(thread.number)", row: own.lowerBound, column: 1, style: scene.theme[.key])
            }
            marks.draw(thread, in: Area(row: own.lowerBound, columns: layout.names), on: &frame)
            LaneChart(scene: scene, columns: columns, thread: thread)
                .draw(in: Area(rows: own, columns: layout.chart), on: &frame)
        }
        if roster.count(scene.trace) == 0, !roster.isPlain, scene.trace.threadCount > 0 {
            drawNothingFound(on: &frame)
        }
        drawSteps(rows, selected: isStill ? nil : roster.selectedThread(scene.trace), on: &frame)
        drawCursor(on: &frame)
        if visible.contains(selected), !isStill {
            let highlight = scene.theme[.selection]
            for row in layout.rows(of: selected - visible.lowerBound) {
                frame.restyle(row: row, columns: area.columns) { $0 = $0.over(highlight) }
            }
            frame.cursor = CellPosition(
                row: layout.rows(of: selected - visible.lowerBound).lowerBound, column: 0)
        }
        StepLines(
            scene: scene, selected: isStill ? nil : roster.selectedThread(scene.trace),
            isPresented: isPresented
        ).draw(
            in: Area(rows: layout.steps, columns: area.columns), on: &frame)
        drawSlider(on: &frame)
    }

    /// What the steps in view did, where there is a column for each, and what was handed from one lane to another.
    private func drawSteps(_ rows: [ThreadID: Range<Int>], selected: ThreadID?, on frame: inout Frame) {
        let marks = StepMarks(scene: scene, columns: columns).marks
        let lines = HandoverLines(
            scene: scene, columns: columns, rows: rows, selected: selected, left: layout.chart.lowerBound,
            hasGaps: layout.hasGaps)
        lines.drawSelected(on: &frame)
        lines.draw(marks, on: &frame)
        for mark in marks {
            guard let own = rows[mark.thread] else { continue }
            let column = layout.chart.lowerBound + mark.column
            frame.put(mark.letter, row: own.lowerBound, column: column, style: mark.style)
            guard mark.isAlarming, own.count > 1 else { continue }
            frame.put(scene.glyphs.finding, row: own.lowerBound + 1, column: column, style: mark.style)
        }
    }

    private func drawSlider(on frame: inout Frame) {
        guard let row = layout.slider else { return }
        Slider(scene: scene, columns: columns)
            .draw(in: Area(row: row, columns: layout.chart), on: &frame)
        let words = sliderWords
        frame.write(
            scene.glyphs.fit(words, layout.states.upperBound - layout.names.lowerBound), row: row,
            column: layout.names.lowerBound, style: scene.theme[.muted])
    }

    /// Lanes there are, but none to see: the filter or the fold hides them all.
    private func drawNothingFound(on frame: inout Frame) {
        let text =
            roster.filter.isEmpty ? "every lane is done: d shows them" : "no lane matches: Esc shows all"
        frame.write(
            text, row: layout.lanes.lowerBound, column: layout.names.lowerBound,
            style: scene.theme[.muted], limit: layout.chart.upperBound - layout.names.lowerBound)
    }

    /// What is done to the lanes, where that is not plain to see.
    private var sliderWords: String {
        var words: [String] = []
        if !roster.filter.isEmpty { words.append("/\(roster.filter)") }
        if roster.order != .creation { words.append(roster.order.word) }
        if roster.foldsDone { words.append("done folded") }
        return words.joined(separator: "  ")
    }

    private func drawAxis(_ visible: Range<Int>, on frame: inout Frame) {
        let row = layout.axis
        let muted = scene.theme[.muted]
        if let hidden = hidden(visible), !isStill {
            let room = layout.states.upperBound - layout.names.lowerBound
            let fitsState = hidden.utf8.count <= layout.states.count
            if fitsState { frame.write("thread", row: row, column: layout.names.lowerBound, style: muted) }
            frame.write(
                hidden, row: row, column: fitsState ? layout.states.lowerBound : layout.names.lowerBound,
                style: scene.theme[.heading], limit: room)
        } else {
            frame.write("thread", row: row, column: layout.names.lowerBound, style: muted)
            if layout.slider == nil, !isPresented, !scene.isLive || scene.status.isReplay {
                Slider(scene: scene, columns: columns)
                    .draw(in: Area(row: row, columns: layout.states), on: &frame)
            } else {
                frame.write("state", row: row, column: layout.states.lowerBound, style: muted)
            }
        }
        for label in columns.labels {
            frame.write(label.text, row: row, column: layout.chart.lowerBound + label.column, style: muted)
        }
        guard columns.unit == .steps, layout.states.count >= (hidden(visible) == nil ? 11 : 24) else {
            return
        }
        frame.write("steps", row: row, column: layout.states.upperBound - 5, style: muted)
    }

    /// How many lanes are out of view, and where.
    private func hidden(_ visible: Range<Int>) -> String? {
        let above = visible.lowerBound
        let below = roster.count(scene.trace) - visible.upperBound
        let parts = [(scene.glyphs.up, above), (scene.glyphs.down, below)].filter { $0.1 > 0 }
        guard !parts.isEmpty else { return nil }
        return parts.map { "\($0.0) \($0.1)" }.joined(separator: "  ") + " more"
    }

    private func drawLabel(
        of thread: ThreadID, rows: Range<Int>, isSelected: Bool, on frame: inout Frame
    ) {
        let theme = scene.theme
        let row = rows.lowerBound
        if isSelected { frame.put(scene.glyphs.selected, row: row, column: 0, style: theme[.brand]) }
        if scene.status.next == thread, scene.isLive, !scene.isOver, scene.wheel == nil {
            frame.put(scene.glyphs.next, row: row, column: 1, style: theme[.next])
        }
        let isThere = scene.moment.lastEvent(of: thread) != nil
        let name = scene.glyphs.fit(name: scene.name(of: thread), layout.names.count)
        frame.write(
            name, row: row, column: layout.names.lowerBound, style: theme[isThere ? .canvas : .muted])
        guard isThere else { return }
        if let share = scene.prospects?.choices[thread] {
            frame.put(
                share.glyph(scene.glyphs), row: row, column: layout.states.upperBound,
                style: theme[share.role])
        }
        let words = scene.words(for: thread)
        for (row, text) in zip(rows, words.lines(rows.count, layout.states.count, scene.glyphs)) {
            frame.write(text, row: row, column: layout.states.lowerBound, style: words.style)
        }
    }

    /// A line behind the column of the moment that is shown, so that the column itself can be seen.
    private func drawCursor(on frame: inout Frame) {
        guard !scene.hidesLater else { return }
        let column = columns.column(of: scene.focus(on: columns.unit).place) + 1
        guard column > 0, column < columns.count else { return }
        for row in layout.lanes {
            frame.put(
                scene.glyphs.cursor, row: row, column: layout.chart.lowerBound + column,
                style: scene.theme[.paused])
        }
    }
}
