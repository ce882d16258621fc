import Themes

/// Tells what the spans of Python source are, line by line, as `SwiftHighlighter` does it for Swift.
///
/// A string between triple quotes goes on over the end of its line. The code within a formatted string counts as string.
struct PythonHighlighter: Highlighter {
    /// The quotes that end the string that has not ended yet.
    private var open: String?

    mutating func next(in text: Substring) -> (count: Int, role: Role) {
        if let quotes = open { return (string(in: text, from: 0, to: quotes), .string) }
        guard let first = text.first else { return (0, .code) }
        if first == "#" { return (text.count, .comment) }
        // What stands before a string's quotes belongs to it.
        let prefix = text.prefix { "rRbBuUfFtT".contains($0) }
        let quoted = text.dropFirst(prefix.count)
        if prefix.count <= 2, let quote = quoted.first, quote == "\"" || quote == "'" {
            let quotes = quoted.hasPrefix(String(repeating: quote, count: 3)) ? 3 : 1
            let start = prefix.count + quotes
            return (string(in: text, from: start, to: String(repeating: quote, count: quotes)), .string)
        }
        if first.isNumber { return (text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count, .number) }
        if first.isLetter || first == "_" || first == "@" {
            let word = text.prefix(1) + text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return (word.count, Self.role(of: word))
        }
        return (1, .code)
    }

    private static func role(of word: Substring) -> Role {
        if word.first == "@" || keywords.contains(word) { return .keyword }
        return word.first?.isUppercase == true ? .type : .code
    }

    /// Up to the end of the string or of the line, where only one between triple quotes goes on.
    private mutating func string(in text: Substring, from start: Int, to quotes: String) -> Int {
        open = nil
        var count = start
        var rest = text.dropFirst(start)
        while !rest.isEmpty {
            if rest.hasPrefix(quotes) { return count + quotes.count }
            let taken = rest.first == "\\" ? min(2, rest.count) : 1
            count += taken
            rest = rest.dropFirst(taken)
        }
        if quotes.count == 3 { open = quotes }
        return count
    }

    private static let keywords: Set<Substring> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class",
        "continue",
        "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
        "is",
        "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try", "while", "with",
        "yield",
    ]
}
