import LaneCanvas

/// The sources that the code panel can show, split into lines and told apart into spans once.
package struct SourceListings: Sendable {
    package static let none = SourceListings([:])

    private let files: [String: [SourceLine]]

    /// Texts by the name under which operations carry their file: `Module/File.swift`.
    package init(_ texts: [String: String]) {
        files = Dictionary(
            uniqueKeysWithValues: texts.map { name, text in
                let isPython = name.hasSuffix(".py") || name.hasSuffix(".ipynb")
                return (
                    name,
                    isPython
                        ? Self.lines(of: text, PythonHighlighter())
                        : Self.lines(of: text, SwiftHighlighter())
                )
            })
    }

    func contains(_ file: String) -> Bool { files[file] != nil }

    /// The file's lines; empty when it is not there.
    subscript(file: String) -> [SourceLine] { files[file] ?? [] }

    private static func lines(of text: String, _ highlighter: some Highlighter) -> [SourceLine] {
        var highlighter = highlighter
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            let text = String(line.replacing("\t", with: "    "))
            return SourceLine(
                indent: text.prefix { $0 == " " }.count, isBlank: text.allSatisfy { $0 == " " },
                spans: highlighter.spans(of: text))
        }
    }
}

/// A line of source.
struct SourceLine: Hashable, Sendable {
    /// Spaces at its start.
    let indent: Int
    let isBlank: Bool
    let spans: [CodeSpan]
}
