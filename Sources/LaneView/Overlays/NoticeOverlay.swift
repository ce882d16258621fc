import LaneCanvas
import Themes

/// A message over the rows above the key bar, whatever screen is behind.
struct NoticeOverlay: Panel {
    let text: String
    let theme: Theme
    let glyphs: Glyphs

    func draw(in area: Area, on frame: inout Frame) {
        let size = Size(columns: area.columns.count, rows: area.rows.count)
        let lines = glyphs.wrap(text, size.columns - 4, lines: max(min(size.rows / 3, 4), 1))
        for (index, line) in lines.enumerated() {
            let row = size.rows - 1 - lines.count + index
            frame.fill(row: row, columns: 0..<size.columns, style: theme[.header])
            frame.write(line, row: row, column: 2, style: theme[.warning].over(theme[.header]))
        }
    }
}
