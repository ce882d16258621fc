import LaneCanvas
import Themes

/// Text with a little emphasis, as lines: `*words*` stand out, `` `words` `` are code.
struct MarkedText {
    private struct Word {
        var text: String
        var role: Role
        /// Whether a space goes before it.
        var isApart: Bool
    }

    private let words: [Word]
    private static let marks: [Character: Role] = ["*": .heading, "`": .brand]

    init(_ text: String, role plain: Role = .canvas) {
        var words: [Word] = []
        var role = plain
        var mark: Character?
        var isApart = false
        var current = ""
        func close() {
            if !current.isEmpty {
                words.append(Word(text: current, role: role, isApart: isApart && !words.isEmpty))
                isApart = false
            }
            current = ""
        }
        for (place, character) in zip(text.indices, text) {
            if character == mark {
                close()
                (mark, role) = (nil, plain)
            } else if mark == nil, let marked = Self.marks[character],
                text[text.index(after: place)...].contains(character)
            {
                close()
                (mark, role) = (character, marked)
            } else if character.isWhitespace {
                close()
                isApart = true
            } else {
                current.append(character)
            }
        }
        close()
        self.words = words
    }

    /// Broken at spaces; what is longer than a line is cut.
    func lines(_ columns: Int, _ theme: Theme, _ glyphs: Glyphs) -> [[TextSpan]] {
        var lines: [[TextSpan]] = []
        var line: [TextSpan] = []
        var column = 0
        var rest = words[...]
        while let first = rest.first {
            // What no space parts stays together.
            let end = rest.dropFirst().firstIndex(where: \.isApart) ?? rest.endIndex
            let group = rest[rest.startIndex..<end]
            rest = rest[end...]
            let width = group.reduce(0) { $0 + DisplayText.width(of: $1.text) }
            let gap = column > 0 && first.isApart ? 1 : 0
            if column > 0, column + gap + width > columns {
                lines.append(line)
                (line, column) = ([], 0)
            } else {
                column += gap
            }
            for word in group {
                let text = glyphs.fit(word.text, max(columns - column, 0))
                line.append(TextSpan(column: column, text: text, style: theme[word.role]))
                column += DisplayText.width(of: text)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
