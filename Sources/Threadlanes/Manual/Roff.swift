/// Text for manual pages: roff with the man macros, in which no text can be taken for a request.
struct Roff {
    private(set) var text = ""

    mutating func title(_ name: String, section: Int, _ source: String) {
        line(".TH \"\(Self.escaped(name.uppercased()))\" \(section) \"\" \"\(Self.escaped(source))\"")
        // No hyphenation, and a ragged right margin: half of the words are names.
        line(".nh")
        line(".ad l")
    }

    mutating func section(_ title: String) { line(".SH \(title)") }

    mutating func subsection(_ title: String) { line(".SS \(Self.escaped(title))") }

    /// Text with its own line breaks between paragraphs; nothing for nil.
    mutating func paragraphs(_ text: String?) {
        for paragraph in (text ?? "").split(separator: "\n") {
            line(".PP")
            line(Self.escaped(String(paragraph)))
        }
    }

    /// - Parameter term: roff.
    mutating func item(_ term: String, _ text: String) {
        line(".TP")
        line(term)
        line(Self.escaped(text.split(separator: "\n").joined(separator: " ")))
    }

    /// - Parameter line: roff.
    mutating func line(_ line: String) { text += line + "\n" }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
    static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// Hyphens are those that are typed, quotation marks straight, and a point or an apostrophe begins no request.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\(rs"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "~": escaped += "\\(ti"
            case "^": escaped += "\\(ha"
            case "…": escaped += "\\&..."
            default: escaped.append(character)
            }
        }
        return escaped.first == "." ? "\\&" + escaped : escaped
    }
}
