import LaneCanvas
import Themes

/// A line put together from left to right, held to a number of columns.
///
/// What does not fit is cut with an ellipsis, and nothing comes after it: a line never shows an end without its middle.
struct LineBuilder {
    private(set) var spans: [TextSpan] = []
    private(set) var column = 0
    let columns: Int
    let glyphs: Glyphs

    init(_ columns: Int, _ glyphs: Glyphs) {
        self.columns = columns
        self.glyphs = glyphs
    }

    /// Puts text at the end, cut to what is left or to `limit`.
    mutating func add(_ text: String, _ style: Style, limit: Int = .max) {
        let room = min(columns - column, limit)
        guard room > 0, !text.isEmpty else { return }
        let shown = glyphs.fit(text, room)
        spans.append(TextSpan(column: column, text: shown, style: style))
        column += DisplayText.width(of: shown)
    }

    /// Goes on at `place`, unless the line is there already.
    mutating func tab(to place: Int) { column = max(column, place) }

    /// Puts text so that it ends before `end`.
    mutating func add(_ text: String, _ style: Style, endingAt end: Int) {
        tab(to: end - DisplayText.width(of: text))
        add(text, style)
    }
}
