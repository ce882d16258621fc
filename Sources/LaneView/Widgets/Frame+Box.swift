import LaneCanvas
import Themes

extension Frame {
    /// An empty box with a rule around it, a title at its top left and a note at its bottom right: what overlays stand in.
    mutating func drawBox(
        _ title: String, note: String = "", in area: Area, theme: Theme, glyphs: Glyphs
    ) {
        guard area.rows.count >= 2, area.columns.count >= 2 else { return }
        let rule = theme[.rule]
        let (top, bottom) = (area.rows.lowerBound, area.rows.upperBound - 1)
        let (left, right) = (area.columns.lowerBound, area.columns.upperBound - 1)
        for row in area.rows {
            fill(row: row, columns: area.columns, style: theme[.canvas])
            put(glyphs.side, row: row, column: left, style: rule)
            put(glyphs.side, row: row, column: right, style: rule)
        }
        for row in [top, bottom] {
            fill(row: row, columns: left + 1..<right, character: glyphs.rule, style: rule)
        }
        put(glyphs.upRight, row: top, column: left, style: rule)
        put(glyphs.upLeft, row: top, column: right, style: rule)
        put(glyphs.downRight, row: bottom, column: left, style: rule)
        put(glyphs.downLeft, row: bottom, column: right, style: rule)
        let room = area.columns.count - 4
        if !title.isEmpty {
            write(" \(title) ", row: top, column: left + 2, style: theme[.heading], limit: room)
        }
        let width = DisplayText.width(of: note) + 2
        guard !note.isEmpty, width <= room else { return }
        write(" \(note) ", row: bottom, column: right - 1 - width, style: theme[.muted])
    }
}

extension Glyphs {
    /// Which of `count` lines are in view; nothing where all are.
    func position(_ visible: Range<Int>, of count: Int) -> String {
        guard visible.count < count else { return "" }
        return "\(up) \(down) \(visible.lowerBound + 1)-\(visible.upperBound) of \(count)"
    }
}
