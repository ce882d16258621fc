import LaneCanvas

/// As much of a terminal as an asciicast of ours needs, and strict about it: whatever it does not know it complains about.
///
/// Erased cells get the pen's background only, as in xterm. What the last column leaves pending wraps and would scroll, which is
/// a complaint too.
struct TestTerminal {
    private(set) var size: Size
    private(set) var complaints: [String] = []
    private(set) var isCursorVisible = true
    private(set) var cursor = (row: 0, column: 0)
    private(set) var pen = Style()
    /// Characters with their styles; the right half of a wide character is nil.
    private var cells: [[(character: Character, style: Style)?]]
    private var wraps = true

    init(size: Size) {
        self.size = size
        cells = Self.blank(size, Style())
    }

    private static func blank(_ size: Size, _ style: Style) -> [[(character: Character, style: Style)?]] {
        Array(repeating: Array(repeating: (" ", style), count: size.columns), count: size.rows)
    }

    mutating func resize(_ size: Size) {
        // A real one would keep or reflow something; whatever it keeps is not to be relied on.
        self.size = size
        cells = Array(repeating: Array(repeating: ("?", Style()), count: size.columns), count: size.rows)
        cursor = (min(cursor.row, size.rows - 1), min(cursor.column, size.columns - 1))
    }

    /// What it shows, as a frame.
    var frame: Frame {
        var frame = Frame(size: size)
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() {
                if let cell { frame.put(cell.character, row: row, column: column, style: cell.style) }
            }
        }
        return frame
    }

    mutating func feed(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            rest.removeFirst()
            switch scalar {
            case "\u{1B}":
                guard rest.first == "[" else { return complain("ESC and no [") }
                rest.removeFirst()
                let parameters = rest.prefix { $0 == ";" || $0 == "?" || ("0"..."9").contains($0) }
                rest.removeFirst(parameters.count)
                guard let final = rest.first else { return complain("torn sequence") }
                rest.removeFirst()
                perform(final, String(String.UnicodeScalarView(parameters)))
            case "\r": cursor.column = 0
            case "\u{8}":
                if cursor.column >= size.columns { complain("backspace behind the last column") }
                cursor.column = max(cursor.column - 1, 0)
            case "\u{0}"..."\u{1F}": complain("control character \(scalar.value)")
            default: put(scalar)
            }
        }
    }

    private mutating func perform(_ final: Unicode.Scalar, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let count = max(numbers.first.flatMap { $0 } ?? 1, 1)
        // Terminals disagree where the cursor is when the last column is written.
        if cursor.column >= size.columns, "CDKX".unicodeScalars.contains(final) {
            complain("\(final) behind the last column")
        }
        switch final {
        case "A": cursor = (max(cursor.row - count, 0), min(cursor.column, size.columns - 1))
        case "B": cursor = (min(cursor.row + count, size.rows - 1), min(cursor.column, size.columns - 1))
        case "C": cursor.column = min(cursor.column + count, size.columns - 1)
        case "D": cursor.column = max(cursor.column - count, 0)
        case "G": cursor.column = min(count, size.columns) - 1
        case "H":
            let column = numbers.count > 1 ? numbers[1] ?? 1 : 1
            if count > size.rows || column > size.columns { complain("moved off the screen") }
            cursor = (min(count, size.rows) - 1, min(column, size.columns) - 1)
        case "J" where parameters == "2": cells = Self.blank(size, Style(background: pen.background))
        case "K" where parameters.isEmpty: erase(cursor.column..<size.columns)
        case "X": erase(cursor.column..<min(cursor.column + count, size.columns))
        case "h", "l":
            switch parameters {
            case "?25": isCursorVisible = final == "h"
            case "?7": wraps = final == "h"
            default: complain("mode \(parameters)")
            }
        case "m": style(numbers.map { $0 ?? 0 })
        default: complain("sequence \(parameters)\(final)")
        }
    }

    private mutating func style(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        func color(_ parts: ArraySlice<Int>) -> Color {
            let parts = parts.map { UInt8(clamping: $0) }
            return Color(red: parts[1], green: parts[2], blue: parts[3])
        }
        while let code = rest.first {
            rest.removeFirst()
            switch code {
            case 0: pen = Style()
            case 1: pen.attributes.insert(.bold)
            case 2: pen.attributes.insert(.dim)
            case 3: pen.attributes.insert(.italic)
            case 4: pen.attributes.insert(.underline)
            case 7: pen.attributes.insert(.reverse)
            case 22: pen.attributes.subtract([.bold, .dim])
            case 23: pen.attributes.remove(.italic)
            case 24: pen.attributes.remove(.underline)
            case 27: pen.attributes.remove(.reverse)
            case 39: pen.foreground = .standard
            case 49: pen.background = .standard
            case 38 where rest.count >= 4 && rest.first == 2:
                pen.foreground = color(rest.prefix(4))
                rest.removeFirst(4)
            case 48 where rest.count >= 4 && rest.first == 2:
                pen.background = color(rest.prefix(4))
                rest.removeFirst(4)
            default: complain("style \(code)")
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let character = Character(scalar)
        // A mark or a joined character goes to the character before.
        if cursor.column > 0,
            let left = [1, 2].first(where: {
                cursor.column - $0 >= 0 && cells[cursor.row][cursor.column - $0] != nil
            }),
            let before = cells[cursor.row][cursor.column - left],
            case let joined = String(before.character) + String(character), joined.count == 1
        {
            cells[cursor.row][cursor.column - left] = (Character(joined), before.style)
            return
        }
        let width = DisplayText.width(of: character)
        if cursor.column + width > size.columns { complain("text behind the last column") }
        guard cursor.column + width <= size.columns else { return }
        erase(cursor.column..<cursor.column + width)
        cells[cursor.row][cursor.column] = (character, pen)
        if width == 2 { cells[cursor.row][cursor.column + 1] = nil }
        cursor.column += width
    }

    private mutating func erase(_ columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        for column in columns { cells[cursor.row][column] = (" ", Style(background: pen.background)) }
        // The other half of a character that is half overwritten.
        if columns.upperBound < size.columns, cells[cursor.row][columns.upperBound] == nil {
            cells[cursor.row][columns.upperBound] = ("?", Style())
        }
        if columns.lowerBound > 0, let left = cells[cursor.row][columns.lowerBound - 1],
            DisplayText.width(of: left.character) == 2
        {
            cells[cursor.row][columns.lowerBound - 1] = ("?", Style())
        }
    }

    private mutating func complain(_ what: String) { complaints.append(what) }
}
