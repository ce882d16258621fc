/// A character on the screen and all that can be seen of how it looks.
package struct VisibleCell: Hashable, CustomStringConvertible {
    package let character: Character
    /// What is in force, as numbers of SGR: attributes, and `fg` and `bg` with theirs.
    package let look: String

    package var description: String { "'\(character)' \(look)" }
}

extension Multiplexer {
    /// What can be seen on the screen, row by row. Of a bare space only the background can be.
    package func cells(columns: Int) throws -> [[VisibleCell]] {
        var pen = Pen()
        return try styledScreen(padded: true).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var cells: [VisibleCell] = []
            var text = line[...]
            while let character = text.popFirst() {
                if character == "\u{1B}", text.first == "[" {
                    let codes = text.dropFirst().prefix { $0 != "m" }
                    text = text.dropFirst(codes.count + 2)
                    pen.take(codes.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
                } else {
                    cells.append(pen.cell(character))
                }
            }
            // What nothing was ever written to.
            let rest = max(columns - cells.count, 0)
            return cells + Array(repeating: Pen().cell(" "), count: rest)
        }
    }

    private struct Pen {
        var attributes: Set<Int> = []
        var foreground: [Int] = []
        var background: [Int] = []

        mutating func take(_ codes: [Int]) {
            var codes = codes[...]
            if codes.isEmpty { codes = [0] }
            while let code = codes.popFirst() {
                switch code {
                case 0: self = Pen()
                case 1...9: attributes.insert(code)
                case 22: attributes.subtract([1, 2])
                case 23...29: attributes.remove(code - 20)
                case 38, 48:
                    let count = codes.first == 2 ? 4 : 2
                    let color = Array(codes.prefix(count))
                    codes = codes.dropFirst(count)
                    if code == 38 { foreground = color } else { background = color }
                case 39: foreground = []
                case 49: background = []
                case 30...37, 90...97: foreground = [code]
                default: background = [code]
                }
            }
        }

        func cell(_ character: Character) -> VisibleCell {
            // Underlined and reversed spaces can be seen.
            if character == " ", attributes.isDisjoint(with: [4, 7]) {
                return VisibleCell(character: " ", look: "bg\(background)")
            }
            return VisibleCell(
                character: character, look: "\(attributes.sorted()) fg\(foreground) bg\(background)")
        }
    }
}
