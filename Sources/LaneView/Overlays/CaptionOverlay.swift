import LaneCanvas
import Themes

/// A sentence to the audience of a screencast, over whatever screen there is: in a box of its own, right above the key bar, where
/// the lanes are last.
///
/// It takes as little as its text needs, three lines at most. Bold, on the header's background, which every theme sets off from
/// the canvas; a theme without colours reverses it.
struct CaptionOverlay: Panel {
    private static let longest = 3
    /// Lines longer than this are hard to read from afar, however wide the window.
    private static let textColumns = 64
    /// Windows this low have no rows to spare for a border.
    private static let borderRows = 14

    let text: String
    let theme: Theme
    let glyphs: Glyphs

    func draw(in area: Area, on frame: inout Frame) {
        let size = Size(columns: area.columns.count, rows: area.rows.count)
        let lines = glyphs.wrap(text, min(size.columns - 6, Self.textColumns), lines: Self.longest)
        guard let width = lines.map({ DisplayText.width(of: $0) }).max(), size.rows > lines.count + 1 else {
            return
        }
        let hasBorder = size.rows >= Self.borderRows
        let left = (size.columns - width - 4) / 2
        let columns = left..<left + width + 4
        let bottom = size.rows - 1
        let top = bottom - lines.count - (hasBorder ? 2 : 0)
        var style = theme[.header]
        style.attributes.insert(.bold)
        if hasBorder {
            frame.drawBox("", in: Area(rows: top..<bottom, columns: columns), theme: theme, glyphs: glyphs)
            for row in top..<bottom { frame.restyle(row: row, columns: columns) { $0 = $0.over(style) } }
        }
        for (row, line) in zip(hasBorder ? top + 1..<bottom - 1 : top..<bottom, lines) {
            let inside = hasBorder ? left + 1..<left + width + 3 : columns
            frame.fill(row: row, columns: inside, style: style)
            let indent = (width - DisplayText.width(of: line)) / 2
            frame.write(line, row: row, column: left + 2 + indent, style: style)
        }
    }
}
