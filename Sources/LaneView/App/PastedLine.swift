import LaneCanvas

/// What of a pasted text can stand in a line that is typed: its words, without what only steers a terminal.
struct PastedLine {
    /// More than any line here takes.
    private static let limit = 100

    let characters: [Character]

    init(_ text: String) {
        var characters: [Character] = []
        for character in text where characters.count < Self.limit {
            if character.isWhitespace {
                if characters.last != " ", !characters.isEmpty { characters.append(" ") }
            } else if DisplayText.escaped(String(character)) == String(character) {
                characters.append(character)
            }
        }
        if characters.last == " " { characters.removeLast() }
        self.characters = characters
    }
}
