/// Text as a terminal shows it: how wide it is, and made harmless.
///
/// Names and messages come from scenarios and files, and may hold anything: an escape sequence that would clear
/// the screen, a direction override that would reverse a line. What would not show as itself is shown as the
/// escape that Swift source would use for it. All widths are columns of the escaped text.
package enum DisplayText {
    package enum Alignment: Hashable, Sendable { case left, right }

    /// A cluster is as wide as its scalars together, but never wider than two columns: `é` 1, `漢` 2, `👩‍🚀` 2.
    /// Variation selectors do not widen, because most terminals and multiplexers count as `wcwidth` does.
    package static func width(of character: Character) -> Int {
        let columns = visibleWidth(of: character)
        return columns > 0 ? columns : escape(character).utf8.count
    }

    /// Linear in the text.
    package static func width(of text: String) -> Int {
        if isPlain(text) { return text.unicodeScalars.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// Shows control characters, direction and format controls, line separators, and zero-width characters
    /// without a base as `\n`, `\t`, `\u{1B}`. Escaping twice changes nothing more.
    package static func escaped(_ text: String) -> String {
        if isPlain(text) || text.allSatisfy(isVisible) { return text }
        return text.reduce(into: "") { $0 += isVisible($1) ? String($1) : escape($1) }
    }

    /// Escaped text of at most `columns`, ending in the ellipsis if something is missing.
    package static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
        let text = escaped(text)
        if width(of: text) <= columns { return text }
        let room = columns - width(of: ellipsis)
        return room < 0 ? prefix(of: ellipsis, columns: columns) : prefix(of: text, columns: room) + ellipsis
    }

    /// Escaped text of exactly `columns`: truncated, or filled with spaces on the side away from `alignment`.
    package static func padded(_ text: String, to columns: Int, alignment: Alignment = .left) -> String {
        let text = truncated(text, to: columns)
        let space = String(repeating: " ", count: max(columns - width(of: text), 0))
        return alignment == .left ? text + space : space + text
    }

    /// Whether the character shows as itself.
    static func isVisible(_ character: Character) -> Bool { visibleWidth(of: character) > 0 }

    /// Zero when the character has to be escaped.
    static func visibleWidth(of character: Character) -> Int {
        var columns = 0
        for scalar in character.unicodeScalars {
            columns += DisplayWidth.columns(scalar)
            if columns >= 2 { return 2 }
        }
        return columns
    }

    static func escape(_ character: Character) -> String {
        character.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            }
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(DisplayWidth.isPlain)
    }

    private static func prefix(of text: String, columns: Int) -> String {
        var room = columns
        return String(
            text.prefix { character in
                room -= width(of: character)
                return room >= 0
            })
    }
}
