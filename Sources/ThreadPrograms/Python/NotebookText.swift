import FoundationEssentials

/// The code of a Jupyter notebook as one text, as it is run and shown: each code cell below a line that says which it is, and what only
/// IPython understands as a comment. Each line stays a line.
package struct NotebookText {
    package let text: String
    /// The numbers of its code cells, in order: those that Jupyter shows where all have one, or their places.
    package let cells: [Int]

    private struct File: Decodable {
        let cells: [Cell]
    }

    private struct Cell: Decodable {
        let cell_type: String
        let execution_count: Int?
        let source: Source
    }

    /// A text, or its lines.
    private struct Source: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? container.decode([String].self).joined()
        }
    }

    /// - Parameter json: the notebook's file, of format 4.
    /// - Throws: a decoding error where it is none.
    package init(json: String) throws {
        let cells = try JSONDecoder().decode(File.self, from: Data(json.utf8)).cells.filter {
            $0.cell_type == "code"
        }
        let counts = cells.compactMap(\.execution_count)
        let numbers = Set(counts).count == cells.count ? counts : Array(1..<cells.count + 1)
        var text = ""
        for (number, cell) in zip(numbers, cells) {
            text += "# In [\(number)]:\n"
            let lines = cell.source.text.split(separator: "\n", omittingEmptySubsequences: false)
            let first = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
            // The rest of its cell is no Python, or is run as ever.
            let isOther = first.hasPrefix("%%") && !Self.wraps(first.dropFirst(2))
            for line in lines {
                if isOther, !line.allSatisfy(\.isWhitespace) {
                    text += Self.leftOut(line)
                } else {
                    text += Self.python(line)
                }
                text += "\n"
            }
            text += "\n"
        }
        (self.text, self.cells) = (text, numbers)
    }

    /// What a line is replaced with. The Python side tells of those that are in cells that are run.
    private static func leftOut(_ line: Substring) -> String {
        "\(line.prefix { $0 == " " })pass  # IPython's own, left out: \(line.drop { $0 == " " })"
    }

    /// The line, without what IPython takes for itself: `%magic`, `!command`, `name?`, also as what a variable is to be. What `%time`
    /// and its like are asked to measure stays.
    private static func python(_ line: Substring) -> String {
        let code = line.drop { $0 == " " }
        if let magic = code.prefixMatch(of: /%(\w+) +(?=[^\s-])/), wraps(magic.1) {
            return "\(line.prefix { $0 == " " })\(code[magic.range.upperBound...])"
        }
        let isMagic =
            code.starts(with: /%%?[A-Za-z_]\w*(\s|$)/) || code.starts(with: /!(?!=)/)
            || code.starts(with: /\?/)
            || code.wholeMatch(of: /[\w.]+\?{1,2}\s*/) != nil
            || code.starts(with: /[\w.,\ ]+=\s*(%[A-Za-z_]\w*(\s|$)|!(?!=))/)
        return isMagic ? leftOut(line) : String(line)
    }

    /// Whether a magic does something with code and runs it, rather than something else.
    private static func wraps(_ magic: Substring) -> Bool {
        let name = magic.prefix { $0.isLetter || $0 == "_" }
        return ["time", "timeit", "capture", "prun", "memit", "mprun", "lprun"].contains(name)
    }
}
