import LaneCanvas

/// A piece of a line of text, in one style.
struct Piece {
    var column = 0
    let text: String
    let style: Style

    func moved(by columns: Int) -> Piece {
        Piece(column: column + columns, text: text, style: style)
    }
}

extension Frame {
    /// A line of pieces, from `column` on, in at most `limit` columns.
    mutating func write(_ line: [Piece], row: Int, column: Int, limit: Int) {
        for piece in line {
            write(
                piece.text, row: row, column: column + piece.column, style: piece.style,
                limit: limit - piece.column)
        }
    }
}
