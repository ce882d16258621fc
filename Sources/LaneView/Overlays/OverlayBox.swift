import LaneCanvas
import Themes

/// What lies over a screen in a box, line by line. Only the lines in view are asked for, so that there may be any number.
protocol OverlayContent {
    var title: String { get }
    /// Columns that it can use.
    var wantedColumns: Int { get }
    /// Whether it may take the whole height, rather than leave the lanes in view.
    var isWhole: Bool { get }
    /// What its keys do, for the key bar.
    var keys: KeyTable { get }
    /// Lines that stay at the top while the others scroll.
    func header(_ columns: Int) -> [[TextSpan]]
    func lineCount(_ columns: Int) -> Int
    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]]
}

extension OverlayContent {
    var isWhole: Bool { false }
    func header(_ columns: Int) -> [[TextSpan]] { [] }
}

/// The box around an overlay's lines: in the middle if it may be as high as the window, otherwise like a drawer at the bottom,
/// as wide as the window, so that the lanes above go on being seen.
struct OverlayBox: Panel {
    let content: any OverlayContent
    let theme: Theme
    let glyphs: Glyphs
    /// How many lines are scrolled out of view.
    var offset = 0

    /// How far its lines can be scrolled in a window of this size.
    func lastOffset(_ size: Size) -> Int {
        max(lineCount(size) - page(size), 0)
    }

    /// How many lines it has, those included that are scrolled out of view.
    func lineCount(_ size: Size) -> Int { content.lineCount(columns(size)) }

    /// The line in a row of the window; nil for a row of something else.
    func line(at row: Int, _ size: Size) -> Int? {
        let count = lineCount(size)
        let shown = min(page(size), count)
        let header = content.header(columns(size)).count
        let first = self.rows(size, header + shown).lowerBound + header
        guard first..<first + shown ~= row else { return nil }
        return min(max(offset, 0), count - shown) + row - first
    }

    /// How many of its lines are in view at most.
    func page(_ size: Size) -> Int { max(rows(size) - content.header(columns(size)).count, 0) }

    func keyBar(_ size: Size) -> KeyBar {
        KeyBar(
            table: content.keys, facts: lastOffset(size) > 0 ? .hasChoice : [], theme: theme, glyphs: glyphs)
    }

    func draw(in area: Area, on frame: inout Frame) {
        let size = Size(columns: area.columns.count, rows: area.rows.count)
        let columns = columns(size)
        let header = content.header(columns)
        let count = lineCount(size)
        let shown = min(page(size), count)
        let rows = header.count + shown
        guard shown > 0, columns > 0 else { return }
        let width = content.isWhole ? columns + 4 : size.columns
        let left = (size.columns - width) / 2
        let top = self.rows(size, rows).lowerBound - 1
        let offset = min(max(offset, 0), count - shown)
        frame.drawBox(
            glyphs.fit(content.title, width - 6), note: glyphs.position(offset..<offset + shown, of: count),
            in: Area(rows: top..<top + rows + 2, columns: left..<left + width), theme: theme, glyphs: glyphs)
        frame.cursor = CellPosition(row: top + 1, column: left + 2)
        let lines = header + content.lines(offset..<offset + shown, columns)
        for (row, line) in zip(top + 1..<top + 1 + rows, lines) {
            frame.write(line, row: row, column: left + 2, limit: columns)
        }
    }

    /// Rows inside the box, which leaves the last row to the key bar.
    private func rows(_ size: Size) -> Int {
        content.isWhole ? max(size.rows - 3, 0) : Self.drawerRows(size)
    }

    /// The same of a drawer, which leaves the lanes in view.
    static func drawerRows(_ size: Size) -> Int { min(max(size.rows - 3, 0), max(size.rows * 3 / 5, 12)) }

    /// Where so many rows inside the box are.
    private func rows(_ size: Size, _ count: Int) -> Range<Int> {
        let bottom = size.rows - 1
        let top = 1 + (content.isWhole ? (bottom - count - 2) / 2 : bottom - count - 2)
        return top..<top + count
    }

    /// Columns inside the box.
    private func columns(_ size: Size) -> Int { min(max(size.columns - 4, 0), content.wantedColumns) }
}
