import LaneCanvas
import Themes

extension Glyphs {
    /// Text broken at spaces into at most `lines` lines of at most `columns`; words too long for a line are cut, and what is
    /// left over ends the last line in an ellipsis.
    func wrap(_ text: String, _ columns: Int, lines limit: Int) -> [String] {
        guard columns > 0, limit > 0 else { return [] }
        // Beyond this nothing could be shown, however short the words are.
        let shown = text.prefix((columns + 1) * limit + 1)
        let lines = DisplayText.lines(String(shown), of: columns)
        let rest = lines.dropFirst(limit - 1).joined(separator: " ")
        let all = Array(lines.prefix(limit - 1)) + (rest.isEmpty ? [] : [rest])
        return all.map { fit($0, columns) }
    }
}
