import LaneCanvas
import ThreadTrace
import Themes

/// The axis, and a row for each thread in view: marker, name, state in words, chart; below them the slider.
///
/// What came after the moment that is shown is drawn grey, behind a line across all lanes.
struct LanesPanel: Panel {
    let scene: Scene
    let columns: AxisColumns
    let roster: LaneRoster
    let marks: LaneMarks
    /// Whether it is a picture: nothing is selected in it, and nothing out of view.
    var isStill = false
    var hasSlider = false

    func draw(in area: Area, on frame: inout Frame) {
        let layout = LanesArea(area, hasSlider: hasSlider)
        let visible = roster.visible(scene.trace, height: layout.lanes.count)
        drawAxis(layout, visible, on: &frame)
        let selected = roster.selectedRow(scene.trace)
        for (row, lane) in zip(layout.lanes, visible) {
            guard let thread = roster[lane, scene.trace] else { break }
            drawLabel(of: thread, layout, row: row, isSelected: lane == selected && !isStill, on: &frame)
            marks.draw(thread, in: Area(row: row, columns: layout.names), on: &frame)
            LaneChart(scene: scene, columns: columns, thread: thread)
                .draw(in: Area(row: row, columns: layout.chart), on: &frame)
        }
        if roster.count(scene.trace) == 0, !roster.isPlain, scene.trace.threadCount > 0 {
            drawNothingFound(layout, on: &frame)
        }
        drawCursor(layout, on: &frame)
        if visible.contains(selected), !isStill {
            let highlight = scene.theme[.selection]
            let row = layout.lanes.lowerBound + selected - visible.lowerBound
            frame.restyle(row: row, columns: area.columns) { $0 = $0.over(highlight) }
            frame.cursor = CellPosition(row: row, column: 0)
        }
        guard let row = layout.slider else { return }
        Slider(scene: scene, columns: columns)
            .draw(in: Area(row: row, columns: layout.chart), on: &frame)
        let words = sliderWords
        frame.write(
            scene.glyphs.fit(words, layout.states.upperBound - layout.names.lowerBound), row: row,
            column: layout.names.lowerBound, style: scene.theme[.muted])
    }

    /// Lanes there are, but none to see: the filter or the fold hides them all.
    private func drawNothingFound(_ layout: LanesArea, on frame: inout Frame) {
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
        if roster.order != .creation { words.append("by \(roster.order.word)") }
        if roster.foldsDone { words.append("done folded") }
        return words.joined(separator: "  ")
    }

    private func drawAxis(_ layout: LanesArea, _ visible: Range<Int>, on frame: inout Frame) {
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
            if layout.slider == nil, !scene.isLive || scene.status.isReplay {
                Slider(scene: scene, columns: columns)
                    .draw(in: Area(row: row, columns: layout.states), on: &frame)
            } else {
                frame.write("state", row: row, column: layout.states.lowerBound, style: muted)
            }
        }
        for label in columns.labels {
            frame.write(label.text, row: row, column: layout.chart.lowerBound + label.column, style: muted)
        }
        guard columns.unit == .steps, layout.states.count >= 16 else { return }
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
        of thread: ThreadID, _ layout: LanesArea, row: Int, isSelected: Bool, on frame: inout Frame
    ) {
        let theme = scene.theme
        if isSelected { frame.put(scene.glyphs.selected, row: row, column: 0, style: theme[.brand]) }
        if scene.status.next == thread, scene.isLive, !scene.isOver {
            frame.put(scene.glyphs.next, row: row, column: 1, style: theme[.next])
        }
        let isThere = scene.moment.lastEvent(of: thread) != nil
        let name = scene.glyphs.fit(scene.name(of: thread), layout.names.count)
        frame.write(
            name, row: row, column: layout.names.lowerBound, style: theme[isThere ? .canvas : .muted])
        guard isThere else { return }
        let words = scene.words(for: thread)
        frame.write(
            words.fit(layout.states.count, scene.glyphs), row: row, column: layout.states.lowerBound,
            style: words.style)
    }

    /// A line behind the column of the moment that is shown, so that the column itself can be seen.
    private func drawCursor(_ layout: LanesArea, on frame: inout Frame) {
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
