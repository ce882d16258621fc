import LaneCanvas
import Themes

/// A sentence to the audience of a screencast, over whatever screen there is: in a box of its own, beside the lane that it speaks of,
/// or right above the key bar, where the lanes are last.
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
    /// The rows of the lane that it speaks of, in the frame, and from which column on they are empty.
    var lane: Area?

    func draw(in area: Area, on frame: inout Frame) {
        let size = Size(columns: area.columns.count, rows: area.rows.count)
        let lines = glyphs.wrap(text, min(size.columns - 6, Self.textColumns), lines: Self.longest)
        guard let width = lines.map({ DisplayText.width(of: $0) }).max(), size.rows > lines.count + 1 else {
            return
        }
        let hasBorder = size.rows >= Self.borderRows
        let height = lines.count + (hasBorder ? 2 : 0)
        let (top, left) = place(Size(columns: width + 4, rows: height), in: size)
        let columns = left..<left + width + 4
        let bottom = top + height
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

    /// Where a box begins: beside its lane where that is empty, or else right below it, or above it.
    private func place(_ box: Size, in size: Size) -> (row: Int, column: Int) {
        let last = size.rows - 1
        guard let lane else { return (last - box.rows, (size.columns - box.columns) / 2) }
        let middle = lane.rows.lowerBound + (lane.rows.count - box.rows) / 2
        if lane.columns.count >= box.columns + 1 {
            return (min(max(middle, 1), last - box.rows), lane.columns.lowerBound + 1)
        }
        let column = size.columns - box.columns - 1
        let below = lane.rows.upperBound
        return (below + box.rows <= last ? below : max(lane.rows.lowerBound - box.rows, 1), column)
    }
}
