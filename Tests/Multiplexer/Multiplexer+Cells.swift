/// A character on the screen and all that can be seen of how it looks.
package struct VisibleCell: Hashable, CustomStringConvertible {
    package let character: Character
    /// What is in force, as numbers of SGR: attributes, and `fg` and `bg` with theirs.
    package let look: String

    package var description: String { "'\(character)' \(look)" }
}

extension Multiplexer {
    /// What can be seen on the screen, row by row. Of a bare space only the background can be.
    package func cells() throws -> [[VisibleCell]] {
        var pen = Pen()
        return try styledScreen(padded: true).split(separator: "\n", omittingEmptySubsequences: false).map {
            line in
            var cells: [VisibleCell] = []
            var text = line[...]
            while let character = text.popFirst() {
                if character == "\u{1B}", text.first == "[" {
                    let codes = text.dropFirst().prefix { $0 != "m" }
                    text = text.dropFirst(codes.count + 2)
                    pen.take(
                        codes.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
                } else {
                    cells.append(pen.cell(character))
                }
            }
            return cells
        }
    }

    /// Where two screens do not look the same. Of blanks at the end of a row tmux tells or not, as it happened to store them.
    package static func differences(_ screen: [[VisibleCell]], from other: [[VisibleCell]]) -> [String] {
        (0..<max(screen.count, other.count)).flatMap { row -> [String] in
            let (new, old) = (screen[safely: row] ?? [], other[safely: row] ?? [])
            return (0..<max(new.count, old.count)).compactMap { column in
                let pair = (new[safely: column], old[safely: column])
                let isSame =
                    switch pair {
                    case (let new?, let old?): new == old
                    case (let cell?, nil), (nil, let cell?): cell.character == " "
                    case (nil, nil): true
                    }
                return isSame
                    ? nil
                    : "\(row),\(column): \(pair.0.map { "\($0)" } ?? "-"), not \(pair.1.map { "\($0)" } ?? "-")"
            }
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

extension Array {
    fileprivate subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
