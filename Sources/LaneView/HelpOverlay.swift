import LaneCanvas

/// Every glyph and every key, in a box over the screen. Scrolls where the window is too small for all of it.
struct HelpOverlay {
    let table: KeyTable
    let theme: Theme
    let glyphs: Glyphs

    private static let leftColumns = 33
    private static let wideColumns = 76
    private static let keyColumns = 12

    /// How far it can be scrolled in a window of this size.
    func lastOffset(_ size: Size) -> Int {
        max(lines(in: columns(size)).count - rows(size), 0)
    }

    /// The key bar while the help is open.
    func keyBar(_ size: Size) -> KeyBar {
        KeyBar(table: .openHelp, facts: lastOffset(size) > 0 ? .hasChoice : [], theme: theme, glyphs: glyphs)
    }

    func draw(on frame: inout Frame, offset: Int) {
        let size = frame.size
        let columns = columns(size)
        let lines = lines(in: columns)
        let rows = min(rows(size), lines.count)
        guard rows > 0, columns > 0 else { return }
        let left = (size.columns - columns - 4) / 2
        let top = (size.rows - 1 - rows - 2) / 2
        let offset = min(max(offset, 0), max(lines.count - rows, 0))
        frame.drawBox(
            "help", note: glyphs.position(offset..<offset + rows, of: lines.count),
            in: Area(rows: top..<top + rows + 2, columns: left..<left + columns + 4), theme: theme,
            glyphs: glyphs)
        for (row, line) in zip(top + 1..<top + 1 + rows, lines[offset...]) {
            for piece in line {
                frame.write(
                    piece.text, row: row, column: left + 2 + piece.column, style: piece.style,
                    limit: columns - piece.column)
            }
        }
    }

    /// Rows inside the box, which leaves the last row to the key bar.
    private func rows(_ size: Size) -> Int { max(size.rows - 3, 0) }

    /// Columns inside the box: enough for lanes beside keys where the window has them.
    private func columns(_ size: Size) -> Int { min(max(size.columns - 4, 0), Self.wideColumns) }

    private func lines(in columns: Int) -> [[HelpPiece]] {
        let legend = HelpLegend(theme: theme, glyphs: glyphs).lines
        guard columns >= Self.wideColumns else {
            return legend + [[]] + keyLines(in: columns)
        }
        let keys = keyLines(in: columns - Self.leftColumns)
        return (0..<max(legend.count, keys.count)).map { row in
            let left = row < legend.count ? legend[row] : []
            let right = row < keys.count ? keys[row] : []
            return left + right.map { $0.moved(by: Self.leftColumns) }
        }
    }

    private func keyLines(in columns: Int) -> [[HelpPiece]] {
        var lines: [[HelpPiece]] = [[HelpPiece(text: "Keys", style: theme[.heading])]]
        for entry in table.entries {
            let text = glyphs.wrap(entry.sentence, columns - Self.keyColumns, lines: 3)
            for (index, line) in text.enumerated() {
                let sentence = HelpPiece(column: Self.keyColumns, text: line, style: theme[.canvas])
                lines.append(
                    index == 0
                        ? [HelpPiece(text: entry.names(glyphs), style: theme[.key]), sentence] : [sentence])
            }
        }
        return lines
    }
}

/// A piece of a line of help.
struct HelpPiece {
    var column = 0
    let text: String
    let style: Style

    func moved(by columns: Int) -> HelpPiece {
        HelpPiece(column: column + columns, text: text, style: style)
    }
}
