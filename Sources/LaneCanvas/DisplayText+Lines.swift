/// Text in lines.
extension DisplayText {
    /// Escaped text, broken at spaces into lines of at most `columns`; a word that is longer has a line of its own, whole.
    package static func lines(_ text: String, of columns: Int) -> [String] {
        var lines: [String] = []
        var room = 0
        for word in escaped(text).split(separator: " ") {
            let width = width(of: String(word))
            if let last = lines.indices.last, width < room {
                lines[last] += " " + word
                room -= width + 1
            } else {
                lines.append(String(word))
                room = columns - width
            }
        }
        return lines
    }
}
