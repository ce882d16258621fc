import LaneCanvas

/// Bytes for a terminal, and what they leave it in: where the cursor is and how it writes.
struct TerminalOutput {
    /// In the bytes of a JSON string, where ESC is `\u001b`.
    private(set) var cost = 0
    private var bytes: [UInt8] = []
    private var pen = Style()
    /// The row is nil when nothing is known, the column when only the row is: behind the last column, or behind a character
    /// of which terminals do not agree how wide it is.
    private var row: Int?
    private var column: Int?

    static let eraseRestCost = 8

    init() {}

    mutating func take() -> String {
        defer {
            bytes.removeAll(keepingCapacity: true)
            cost = 0
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same terminal, with nothing written yet: to try what something costs.
    func fork() -> TerminalOutput {
        var fork = TerminalOutput()
        (fork.pen, fork.row, fork.column) = (pen, row, column)
        return fork
    }

    mutating func join(_ fork: TerminalOutput) {
        bytes += fork.bytes
        cost += fork.cost
        (pen, row, column) = (fork.pen, fork.row, fork.column)
    }

    func isAt(_ row: Int, _ column: Int) -> Bool { self.row == row && self.column == column }

    // MARK: Cells

    /// Writes a cell where it belongs.
    mutating func write(_ cell: Cell, row: Int, column: Int, columns: Int) {
        if !isAt(row, column) { move(to: row, column) }
        setPen(for: cell)
        if let scalar = cell.scalar {
            put(scalar)
            let next = column + max(Int(cell.width), 1)
            self.column = next < columns ? next : nil
        } else {
            let scalars = cell.character.unicodeScalars
            // A player that shows the scalars side by side must not begin a new row with them.
            let mayWrap = column + 2 * scalars.count > columns
            if mayWrap { sequence("?7l") }
            for scalar in scalars { put(scalar) }
            if mayWrap { sequence("?7h") }
            self.column = nil
        }
    }

    /// Bare cells, written or erased.
    ///
    /// - Parameter staying: nothing follows, so the cursor need not be behind them.
    mutating func blank(
        _ count: Int, _ background: Color, row: Int, column: Int, columns: Int, staying: Bool
    ) {
        if !isAt(row, column) { move(to: row, column) }
        setPen(forBare: background)
        let erasing = TerminalSequence.cost(count) + (staying ? 0 : TerminalSequence.cost(count))
        if count > erasing {
            sequence(count, "X")
        } else {
            for _ in 0..<count { put(" ") }
            self.column = column + count < columns ? column + count : nil
        }
    }

    /// From the cursor to the end of its row.
    mutating func eraseRest(_ background: Color) {
        setPen(forBare: background)
        sequence("K")
    }

    mutating func clear(with background: Color) {
        setPen(forBare: background)
        sequence("2J")
        (row, column) = (nil, nil)
    }

    mutating func hideCursor() { sequence("?25l") }
    mutating func showCursor() { sequence("?25h") }

    // MARK: Cursor

    /// Moves by the cheapest of what leads there: absolutely, or down or up and then along the row.
    mutating func move(to row: Int, _ column: Int) {
        defer { (self.row, self.column) = (row, column) }
        guard let current = self.row else { return jump(to: row, column) }
        let vertical = current == row ? 0 : TerminalSequence.cost(abs(row - current))
        let along = CursorPath(from: self.column, to: column)
        let absolute =
            column == 0 ? TerminalSequence.cost(row + 1) : TerminalSequence.cost(row + 1, column + 1)
        guard vertical + along.cost <= absolute else { return jump(to: row, column) }
        if row > current { sequence(row - current, "B") }
        if row < current { sequence(current - row, "A") }
        switch along {
        case .stay: break
        case .back(let count): for _ in 0..<count { put(control: 0x08) }
        case .begin: put(control: 0x0D)
        case .right(let count): sequence(count, "C")
        case .left(let count): sequence(count, "D")
        case .to(let column): sequence(column + 1, "G")
        }
    }

    private mutating func jump(to row: Int, _ column: Int) {
        if column == 0 { return sequence(row + 1, "H") }
        begin()
        number(row + 1)
        raw(";")
        number(column + 1)
        raw("H")
    }

    // MARK: Style

    /// The pen that a cell needs: of bare cells only the background matters.
    mutating func setPen(for cell: Cell) {
        if cell.isBare { setPen(forBare: cell.style.background) } else { setPen(cell.style) }
    }

    private mutating func setPen(forBare background: Color) {
        var style = pen
        style.background = background
        style.attributes.subtract([.underline, .reverse])
        setPen(style)
    }

    mutating func setPen(_ style: Style) {
        guard style != pen else { return }
        let codes = PenChange(from: pen, to: style).codes
        begin()
        bytes += codes
        cost += codes.count
        raw("m")
        pen = style
    }

    // MARK: Bytes

    private mutating func put(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            bytes.append(byte)
            cost += byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 2 : 1
        } else {
            for byte in UTF8.encode(scalar)?.makeIterator() ?? UTF8.encodedReplacementCharacter.makeIterator()
            {
                bytes.append(byte)
                cost += 1
            }
        }
    }

    private mutating func put(control: UInt8) {
        bytes.append(control)
        cost += 2
    }

    private mutating func begin() {
        bytes.append(0x1B)
        bytes.append(UInt8(ascii: "["))
        cost += 7
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
        cost += text.utf8CodeUnitCount
    }

    private mutating func number(_ number: Int) {
        let digits = String(number).utf8
        bytes += digits
        cost += digits.count
    }

    private mutating func sequence(_ text: StaticString) {
        begin()
        raw(text)
    }

    /// A sequence whose number is 1 when it is left out.
    private mutating func sequence(_ count: Int, _ final: StaticString) {
        begin()
        if count != 1 { number(count) }
        raw(final)
    }
}
