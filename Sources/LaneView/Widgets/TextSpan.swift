import LaneCanvas

/// A span of a line of text, in one style.
struct TextSpan {
    var column = 0
    let text: String
    let style: Style

    func moved(by columns: Int) -> TextSpan {
        TextSpan(column: column + columns, text: text, style: style)
    }
}

extension Frame {
    /// A line of spans, from `column` on, in at most `limit` columns.
    mutating func write(_ line: [TextSpan], row: Int, column: Int, limit: Int) {
        for span in line {
            write(
                span.text, row: row, column: column + span.column, style: span.style,
                limit: limit - span.column)
        }
    }
}
