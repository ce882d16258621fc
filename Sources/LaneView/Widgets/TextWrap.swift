import LaneCanvas
import Themes

extension Glyphs {
    /// Text broken at spaces into at most `lines` lines of at most `columns`; words too long for a line are cut, and what is
    /// left over ends the last line in an ellipsis.
    func wrap(_ text: String, _ columns: Int, lines limit: Int) -> [String] {
        var lines: [String] = []
        // Beyond this nothing could be shown, however short the words are.
        let shown = text.prefix((max(columns, 0) + 1) * limit + 1)
        var rest = DisplayText.escaped(String(shown)).split(separator: " ")[...]
        while !rest.isEmpty, lines.count < limit, columns > 0 {
            if lines.count == limit - 1 {
                lines.append(fit(rest.joined(separator: " "), columns))
                break
            }
            var line = fit(String(rest.removeFirst()), columns)
            while let word = rest.first,
                DisplayText.width(of: line) + 1 + DisplayText.width(of: String(word)) <= columns
            {
                line += " " + word
                rest.removeFirst()
            }
            lines.append(line)
        }
        return lines
    }
}
