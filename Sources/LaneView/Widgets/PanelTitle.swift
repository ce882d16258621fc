import LaneCanvas
import Themes

extension Frame {
    /// A rule across the top of a panel, with the panel's title in it and a note at its right end.
    mutating func writeTitle(
        _ title: String, note: String = "", of area: Area, theme: Theme, glyphs: Glyphs
    ) {
        let row = area.rows.lowerBound
        fill(row: row, columns: area.columns, character: glyphs.rule, style: theme[.rule])
        let left = area.columns.lowerBound + 2
        write(" \(title) ", row: row, column: left, style: theme[.heading], limit: area.columns.count - 2)
        guard !note.isEmpty else { return }
        let width = DisplayText.width(of: note) + 2
        let column = area.columns.upperBound - 2 - width
        guard column > left + DisplayText.width(of: title) + 2 else { return }
        write(" \(note) ", row: row, column: column, style: theme[.muted])
    }
}
