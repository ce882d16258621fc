/// Where in a frame, counted from 0.
package struct CellPosition: Hashable, Sendable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A grid of cells: everything a screen shows at one moment, as a value.
///
/// Invariant: every row is exactly `size.columns` wide, and both halves of a wide character are there, side by
/// side, in one style. Drawing outside the frame is clipped, never an error: a view need not know how small
/// the window is. Sixteen bytes a cell; a copy costs nothing until one of the two changes.
package struct Frame: Hashable, Sendable {
    package let size: Size
    /// Row after row.
    var cells: [Cell]
    /// Where somebody looks who sees little of it at once: at what is selected, or what is typed. Outside the frame it is nowhere.
    package var cursor: CellPosition?

    package init(size: Size, style: Style = Style()) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.columns * size.rows)
    }

    /// Outside the frame there is nothing but blanks.
    package subscript(row: Int, column: Int) -> Cell {
        guard contains(row: row), column >= 0, column < size.columns else { return .blank() }
        return cells[row * size.columns + column]
    }

    /// The rows as lines, without styles and without trailing spaces: what snapshots compare.
    package var text: String {
        (0..<size.rows).map { row in
            var line = ""
            var spaces = 0
            for cell in cells[row * size.columns..<(row + 1) * size.columns] where cell.width > 0 {
                if cell.glyph == .space {
                    spaces += 1
                } else {
                    line += String(repeating: " ", count: spaces)
                    line.append(cell.character)
                    spaces = 0
                }
            }
            return line
        }
        .joined(separator: "\n")
    }

    func contains(row: Int) -> Bool { row >= 0 && row < size.rows }

    /// Must come before cells of `columns` are overwritten: a wide character half inside loses both halves.
    /// The half outside becomes blank.
    mutating func detach(row: Int, columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        let start = row * size.columns
        if cells[start + columns.lowerBound].width == 0 {
            let left = start + columns.lowerBound - 1
            cells[left] = .blank(cells[left].style)
        }
        if columns.upperBound < size.columns, cells[start + columns.upperBound].width == 0 {
            let right = start + columns.upperBound
            cells[right] = .blank(cells[right].style)
        }
    }
}
