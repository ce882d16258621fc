import LaneCanvas

/// Backgrounds of cells, as few rectangles as one above the other make.
struct SVGBackgrounds {
    private struct Rect {
        let color: RGB
        var columns: Range<Int>
        let row: Int
        var rows = 1
    }

    private struct Key: Hashable {
        let columns: Range<Int>
        let color: RGB
    }

    private var rects: [Rect] = []
    /// Rectangles that the next row may continue.
    private var above: [Key: Int] = [:]
    private var current: [Rect] = []

    /// Cells come row by row, from the left.
    mutating func add(_ color: RGB, row: Int, columns: Range<Int>) {
        if let last = current.last {
            if last.row != row { finishRow() }
            if last.row == row, last.color == color, last.columns.upperBound == columns.lowerBound {
                current[current.count - 1].columns = last.columns.lowerBound..<columns.upperBound
                return
            }
        }
        current.append(Rect(color: color, columns: columns, row: row))
    }

    mutating func elements(_ paints: inout SVGPaints) -> String {
        finishRow()
        return rects.reduce(into: "") { result, rect in
            result +=
                "<rect class=\"\(paints.name(.fill(rect.color)))\" x=\"\(rect.columns.lowerBound * CellGrid.width)\""
                + " y=\"\(rect.row * CellGrid.height)\" width=\"\(rect.columns.count * CellGrid.width)\""
                + " height=\"\(rect.rows * CellGrid.height)\"/>"
        }
    }

    private mutating func finishRow() {
        var below: [Key: Int] = [:]
        for rect in current {
            let key = Key(columns: rect.columns, color: rect.color)
            if let index = above[key], rects[index].row + rects[index].rows == rect.row {
                rects[index].rows += 1
                below[key] = index
            } else {
                below[key] = rects.count
                rects.append(rect)
            }
        }
        above = below
        current = []
    }
}
