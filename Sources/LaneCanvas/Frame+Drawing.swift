extension Frame {
    /// Writes text from `column` on and returns the columns it took, clipped ones included at the left edge:
    /// `column` plus the result is where the next text goes.
    ///
    /// Text is escaped as `DisplayText` says and clipped at the frame's edges and after `limit` columns. A wide
    /// character that fits only in half becomes a blank. A row outside the frame takes nothing.
    /// Costs what is visible, however long the text.
    @discardableResult
    package mutating func write(
        _ text: String, row: Int, column: Int, style: Style, limit: Int? = nil
    ) -> Int {
        let end = min(size.columns, limit.map { column.addingClipped(max($0, 0)) } ?? size.columns)
        guard contains(row: row), column < end else { return 0 }

        var pen = Pen(row: row, column: column, end: end, style: style)
        let scalars = text.unicodeScalars
        // One scalar more than fits: it might be a mark on the last one.
        if scalars.prefix((end - column).addingClipped(1)).allSatisfy(DisplayWidth.isPlain) {
            for scalar in scalars {
                guard pen.column < end else { break }
                draw(Glyph(scalar), width: 1, with: &pen)
            }
        } else {
            for character in text {
                guard pen.column < end else { break }
                let width = DisplayText.visibleWidth(of: character)
                if width > 0 {
                    draw(Glyph(character), width: width, with: &pen)
                } else {
                    for scalar in DisplayText.escape(character).unicodeScalars {
                        draw(Glyph(scalar), width: 1, with: &pen)
                    }
                }
            }
        }
        return pen.column - column
    }

    /// Puts a whole frame there, and its cursor with it, where it has one. What does not fit is cut.
    package mutating func put(_ other: Frame, row top: Int, column left: Int) {
        for row in 0..<min(other.size.rows, size.rows - top) {
            let count = min(other.size.columns, size.columns - left)
            guard count > 0 else { return }
            detach(row: top + row, columns: left..<left + count)
            let start = (top + row) * size.columns + left
            let source = row * other.size.columns
            cells.replaceSubrange(start..<start + count, with: other.cells[source..<source + count])
            // Of a wide character that is cut nothing is left.
            if count < other.size.columns, other.cells[source + count].width == 0 {
                cells[start + count - 1] = .blank(cells[start + count - 1].style)
            }
        }
        if let place = other.cursor {
            cursor = CellPosition(row: top + place.row, column: left + place.column)
        }
    }

    /// One character, one cell: what lanes are drawn with. A wide character takes two cells, or is blank at
    /// the right edge.
    package mutating func put(_ character: Character, row: Int, column: Int, style: Style) {
        let cell = Cell(character, style: style)
        var pen = Pen(row: row, column: column, end: size.columns, style: style)
        guard contains(row: row), column < size.columns else { return }
        draw(cell.glyph, width: Int(cell.width), with: &pen)
    }

    /// Fills columns of a row with one character. What is left over beside wide characters is blank.
    package mutating func fill(
        row: Int, columns: Range<Int>, character: Character = " ", style: Style = Style()
    ) {
        let columns = columns.clamped(to: 0..<size.columns)
        guard contains(row: row), !columns.isEmpty else { return }
        let cell = Cell(character, style: style)
        if cell.width == 1 {
            detach(row: row, columns: columns)
            let start = row * size.columns
            for index in start + columns.lowerBound..<start + columns.upperBound { cells[index] = cell }
        } else {
            var pen = Pen(row: row, column: columns.lowerBound, end: columns.upperBound, style: style)
            while pen.column < pen.end { draw(cell.glyph, width: Int(cell.width), with: &pen) }
        }
    }

    /// Changes how columns of a row look and leaves their characters. A wide character half inside changes
    /// whole. `change` is called once per cell.
    package mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
        let columns = columns.clamped(to: 0..<size.columns)
        guard contains(row: row), !columns.isEmpty else { return }
        let start = row * size.columns
        var first = start + columns.lowerBound
        var last = start + columns.upperBound - 1
        if cells[first].width == 0 { first -= 1 }
        if cells[last].width == 2 { last += 1 }
        for index in first...last where cells[index].width > 0 {
            change(&cells[index].style)
            if cells[index].width == 2 { cells[index + 1].style = cells[index].style }
        }
    }

    /// Draws one glyph at the pen and moves the pen behind it. Clipped at the frame's left edge and at `pen.end`.
    private mutating func draw(_ glyph: Glyph, width: Int, with pen: inout Pen) {
        let columns = pen.column..<min(pen.column + width, pen.end)
        pen.column = max(pen.column, columns.upperBound)
        let visible = columns.clamped(to: 0..<size.columns)
        guard !visible.isEmpty else { return }

        detach(row: pen.row, columns: visible)
        let index = pen.row * size.columns + visible.lowerBound
        if visible.count < width {
            cells[index] = .blank(pen.style)
        } else {
            cells[index] = Cell(glyph: glyph, style: pen.style, width: UInt8(width))
            if width == 2 { cells[index + 1] = .rightHalf(pen.style) }
        }
    }
}

/// Where the next glyph goes. `column` may be left of the frame.
private struct Pen {
    let row: Int
    var column: Int
    let end: Int
    let style: Style
}

extension Int {
    /// A sum that stops at `Int.max`: "no limit" is often said as a very large limit.
    fileprivate func addingClipped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
