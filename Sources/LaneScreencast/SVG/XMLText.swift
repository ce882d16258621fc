import LaneCanvas

/// Text as XML carries it.
enum XMLText {
    /// Control characters become what `DisplayText` shows them as; what XML 1.0 has no way to write becomes `�`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in DisplayText.escaped(text).unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// A character that stands in a cell.
    static func append(_ cell: Cell, to text: inout String) {
        if let scalar = cell.scalar {
            append(scalar, to: &text)
        } else {
            for scalar in cell.character.unicodeScalars { append(scalar, to: &text) }
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": text.unicodeScalars.append("\u{FFFD}")
        default: text.unicodeScalars.append(scalar)
        }
    }
}
