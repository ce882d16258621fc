import LaneCanvas
import Themes

/// Where in the whole run, or what is kept of it, the cursor stands, and which part of it the chart shows.
struct Slider: Panel {
    let scene: Scene
    let columns: AxisColumns

    func draw(in area: Area, on frame: inout Frame) {
        let (row, place) = (area.rows.lowerBound, area.columns)
        let glyphs = scene.glyphs
        let theme = scene.theme
        frame.fill(row: row, columns: place, character: glyphs.rule, style: theme[.rule])
        let view =
            column(
                of: columns.start(of: 0), in: place)...column(
                of: columns.start(of: columns.count), in: place)
        frame.fill(
            row: row, columns: view.lowerBound..<view.upperBound + 1, character: glyphs.running,
            style: theme[.rule])
        let knob = column(of: scene.focus(on: columns.unit).place, in: place)
        frame.put(glyphs.knob, row: row, column: knob, style: theme[scene.hidesLater ? .playing : .paused])
    }

    /// The place on the axis that a column of the slider stands for.
    func place(of column: Int, in columns: Range<Int>) -> Int64 {
        let share = Double(column - columns.lowerBound) / Double(max(columns.count - 1, 1))
        return start + Int64(share * Double(length))
    }

    private var start: Int64 { scene.trace.start(on: columns.unit) }
    private var length: Int64 { max(scene.end(on: columns.unit) - start, 1) }

    private func column(of place: Int64, in columns: Range<Int>) -> Int {
        let share = min(max(Double(place - start) / Double(length), 0), 1)
        return columns.lowerBound + Int((share * Double(max(columns.count - 1, 0))).rounded())
    }
}
