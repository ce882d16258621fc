import Themes

/// Tells what the spans of source are, line by line, in order: what goes on over the end of a line is remembered.
protocol Highlighter {
    /// How many characters at the beginning belong together, and as what.
    mutating func next(in text: Substring) -> (count: Int, role: Role)
}

extension Highlighter {
    /// The line's spans, which together are the line.
    mutating func spans(of line: String) -> [CodeSpan] {
        var spans: [CodeSpan] = []
        var rest = Substring(line)
        while !rest.isEmpty {
            let (count, role) = next(in: rest)
            let text = rest.prefix(max(count, 1))
            rest = rest.dropFirst(text.count)
            if let last = spans.last, last.role == role {
                spans[spans.count - 1] = CodeSpan(text: last.text + text, role: role)
            } else {
                spans.append(CodeSpan(text: String(text), role: role))
            }
        }
        return spans
    }
}

/// A span of a line of source, in one role.
struct CodeSpan: Hashable, Sendable {
    let text: String
    let role: Role
}
