import Algorithms

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

    /// Paragraphs, between which there are empty lines; nothing for nil. Indented lines are a table: a term, two spaces or more, and
    /// what it means.
    mutating func paragraphs(_ text: String?) {
        let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        for block in lines.chunked(by: { Self.kind($0) == Self.kind($1) }) {
            switch block.first.map(Self.kind) {
            case .table: table(block)
            case .words:
                line(".PP")
                line(Self.escaped(block.joined(separator: " ")))
            case .nothing, nil: break
            }
        }
    }

    private enum LineKind { case nothing, words, table }

    private static func kind(_ line: Substring) -> LineKind {
        line.isEmpty ? .nothing : line.hasPrefix("  ") ? .table : .words
    }

    private mutating func table(_ rows: some Sequence<Substring>) {
        line(".RS")
        for row in rows {
            let row = row.drop { $0 == " " }
            let gap = row.firstRange(of: "  ")
            let meaning = gap.map { row[$0.upperBound...].drop { $0 == " " } } ?? ""
            item(Self.bold(String(row[..<(gap?.lowerBound ?? row.endIndex)])), String(meaning))
        }
        line(".RE")
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
