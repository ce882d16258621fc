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
