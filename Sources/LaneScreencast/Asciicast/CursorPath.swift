/// The cheapest way for the cursor along a row.
enum CursorPath {
    case stay, begin
    case back(Int), right(Int), left(Int), to(Int)

    init(from: Int?, to column: Int) {
        if from == column {
            self = .stay
        } else if column == 0 {
            self = .begin
        } else if let from {
            let relative: CursorPath =
                column > from
                ? .right(column - from)
                : 2 * (from - column) <= CursorPath.left(from - column).cost
                    ? .back(from - column) : .left(from - column)
            self = relative.cost <= CursorPath.to(column).cost ? relative : .to(column)
        } else {
            self = .to(column)
        }
    }

    var cost: Int {
        switch self {
        case .stay: 0
        case .begin: 2
        case .back(let count): 2 * count
        case .right(let count), .left(let count): TerminalSequence.cost(count)
        case .to(let column): TerminalSequence.cost(column + 1)
        }
    }
}

/// What a sequence costs in the bytes of a JSON string, where ESC is `\u001b`.
enum TerminalSequence {
    /// With one number, which is left out if it is 1.
    static func cost(_ count: Int) -> Int { count == 1 ? 8 : 8 + digits(count) }
    static func cost(_ first: Int, _ second: Int) -> Int { 9 + digits(first) + digits(second) }

    private static func digits(_ number: Int) -> Int {
        var (digits, rest) = (1, number)
        while rest >= 10 { (digits, rest) = (digits + 1, rest / 10) }
        return digits
    }
}
