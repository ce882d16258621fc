import Themes

/// Tells what the spans of Swift source are, line by line: enough to read by, not a parser.
///
/// What goes on over the end of a line (a comment between stars, a string between triple quotes) is remembered from one line
/// to the next, so lines must come in order. The code within a string's interpolation counts as string.
struct SwiftHighlighter: Highlighter {
    private enum Mode: Equatable {
        case code
        /// Such comments nest.
        case comment(depth: Int)
        case string
    }

    private var mode = Mode.code

    mutating func next(in text: Substring) -> (count: Int, role: Role) {
        switch mode {
        case .comment(let depth): return (comment(in: text, depth: depth, from: 0), .comment)
        case .string: return (string(in: text, from: 0), .string)
        case .code: break
        }
        guard let first = text.first else { return (0, .code) }
        if text.hasPrefix("//") { return (text.count, .comment) }
        if text.hasPrefix("/*") { return (comment(in: text, depth: 1, from: 2), .comment) }
        if text.hasPrefix("\"\"\"") {
            mode = .string
            return (string(in: text, from: 3), .string)
        }
        if first == "\"" { return (shortString(in: text), .string) }
        if first.isNumber { return (text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }.count, .number) }
        if first.isLetter || "_@#".contains(first) {
            let word = text.prefix(1) + text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return (word.count, Self.role(of: word))
        }
        return (1, .code)
    }

    private static func role(of word: Substring) -> Role {
        if word.first == "@" || word.first == "#" || keywords.contains(word) { return .keyword }
        return word.first?.isUppercase == true ? .type : .code
    }

    /// Up to the end of the comment or of the line, from the character after `start` on.
    private mutating func comment(in text: Substring, depth: Int, from start: Int) -> Int {
        var depth = depth
        var count = start
        var rest = text.dropFirst(start)
        while !rest.isEmpty {
            let isMark = rest.hasPrefix("*/") || rest.hasPrefix("/*")
            if isMark { depth += rest.hasPrefix("/*") ? 1 : -1 }
            count += isMark ? 2 : 1
            rest = rest.dropFirst(isMark ? 2 : 1)
            if depth == 0 {
                mode = .code
                return count
            }
        }
        mode = .comment(depth: depth)
        return count
    }

    /// Up to the end of a string between triple quotes or of the line.
    private mutating func string(in text: Substring, from start: Int) -> Int {
        var count = start
        var rest = text.dropFirst(start)
        while !rest.isEmpty {
            if rest.hasPrefix("\"\"\"") {
                mode = .code
                return count + 3
            }
            let taken = rest.first == "\\" ? min(2, rest.count) : 1
            count += taken
            rest = rest.dropFirst(taken)
        }
        return count
    }

    /// A string that ends with its line at the latest.
    private func shortString(in text: Substring) -> Int {
        var count = 1
        var rest = text.dropFirst()
        while let character = rest.first, character != "\"" {
            let taken = character == "\\" ? min(2, rest.count) : 1
            count += taken
            rest = rest.dropFirst(taken)
        }
        return count + (rest.isEmpty ? 0 : 1)
    }

    private static let keywords: Set<Substring> = [
        "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue", "default",
        "defer", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for",
        "func", "get", "guard", "if", "import", "in", "indirect", "init", "inout", "internal", "is", "lazy",
        "let", "mutating", "nil", "nonisolated", "open", "override", "package", "private", "protocol",
        "public", "repeat", "rethrows", "return", "self", "Self", "set", "some", "any", "static", "struct",
        "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var",
        "weak", "where", "while",
    ]
}
