import LaneCanvas

/// Stretches of a frame as elements of a picture: backgrounds, then lines and blocks, then text.
///
/// Every stretch is opaque, so it can be painted over what was there. Backgrounds are `rect`s of whole cells and nothing else
/// is; lines and blocks are `path`s, one for each colour, and also stand there as text that is not painted, so that text is
/// found and copied as it is read.
struct SVGPainting {
    private let frame: Frame
    private let palette: TerminalPalette
    /// What is behind everything and need not be painted; nil if anything may be.
    private let behind: RGB?
    private var backgrounds = SVGBackgrounds()
    private var shapes: [(paint: SVGPaints.Paint, path: SVGPath)] = []
    private var texts = ""
    private var known: (style: Style, ink: Ink)

    /// - Returns: the elements; `paints` learns what they refer to.
    static func elements(
        _ update: FrameUpdate, palette: TerminalPalette, behind: RGB? = nil, paints: inout SVGPaints
    ) -> String {
        var painting = SVGPainting(frame: update.frame, palette: palette, behind: behind)
        for change in update.changes { painting.add(change, paints: &paints) }
        var result = painting.backgrounds.elements(&paints)
        for (paint, path) in painting.shapes {
            result += "<path class=\"\(paints.name(paint))\" d=\"\(path.data)\"/>"
        }
        return result + painting.texts
    }

    private init(frame: Frame, palette: TerminalPalette, behind: RGB?) {
        self.frame = frame
        self.palette = palette
        self.behind = behind
        known = (Style(), Ink(Style(), palette: palette))
    }

    private mutating func add(_ change: FrameChange, paints: inout SVGPaints) {
        var run: TextRun?
        var glyphs: Glyphs?
        let end = min(change.columns.upperBound, frame.size.columns)
        var column = change.columns.lowerBound
        while column < end {
            let cell = frame[change.row, column]
            let width = max(Int(cell.width), 1)
            let ink = ink(cell.style)
            if ink.background != behind {
                backgrounds.add(ink.background, row: change.row, columns: column..<column + width)
            }
            if ink.isUnderlined {
                underline(column..<column + width, row: change.row, color: ink.foreground)
            }
            if let scalar = cell.scalar, BoxGlyph.isDrawn(scalar) {
                let next = Glyphs(scalar: scalar, color: ink.foreground, column: column)
                if glyphs?.extend(with: next) != true {
                    draw(glyphs, row: change.row)
                    glyphs = next
                }
                add(cell, column, paint: nil, to: &run, row: change.row, paints: &paints)
            } else {
                let paint = SVGPaints.Paint.text(
                    ink.foreground, isBold: ink.isBold, isItalic: ink.isItalic)
                add(cell, column, paint: paint, to: &run, row: change.row, paints: &paints)
            }
            column += width
        }
        draw(glyphs, row: change.row)
        flush(run, row: change.row, paints: &paints)
    }

    /// Neighbours mostly share a style.
    private mutating func ink(_ style: Style) -> Ink {
        if style != known.style { known = (style, Ink(style, palette: palette)) }
        return known.ink
    }

    // MARK: Shapes

    /// The same character in the same colour, side by side.
    private struct Glyphs {
        let scalar: Unicode.Scalar
        let color: RGB
        let column: Int
        var count = 1

        /// - Returns: false if `next` is something else, or somewhere else.
        mutating func extend(with next: Glyphs) -> Bool {
            guard next.scalar == scalar, next.color == color, next.column == column + count else {
                return false
            }
            count += 1
            return true
        }
    }

    private mutating func draw(_ glyphs: Glyphs?, row: Int) {
        guard let glyphs else { return }
        let paint =
            BoxGlyph.shade(glyphs.scalar).map { SVGPaints.Paint.shade(glyphs.color, quarters: $0) }
            ?? .fill(glyphs.color)
        BoxGlyph.append(
            glyphs.scalar, count: glyphs.count, x: glyphs.column * CellGrid.width,
            y: row * CellGrid.height, to: &shapes[shape(paint)].path)
    }

    private mutating func underline(_ columns: Range<Int>, row: Int, color: RGB) {
        shapes[shape(.fill(color))].path.rect(
            x: columns.lowerBound * CellGrid.width, y: row * CellGrid.height + CellGrid.underline,
            width: columns.count * CellGrid.width, height: 1)
    }

    private mutating func shape(_ paint: SVGPaints.Paint) -> Int {
        if let index = shapes.firstIndex(where: { $0.paint == paint }) { return index }
        shapes.append((paint, SVGPath()))
        return shapes.count - 1
    }

    // MARK: Text

    private mutating func add(
        _ cell: Cell, _ column: Int, paint: SVGPaints.Paint?, to run: inout TextRun?, row: Int,
        paints: inout SVGPaints
    ) {
        if cell.scalar == " " {
            if run?.admitSpace(at: column) == true { return }
            flush(run, row: row, paints: &paints)
            run = nil
            return
        }
        if run?.admit(cell, at: column, paint: paint) == true { return }
        flush(run, row: row, paints: &paints)
        run = TextRun(cell, at: column, paint: paint)
    }

    private mutating func flush(_ run: TextRun?, row: Int, paints: inout SVGPaints) {
        guard let run else { return }
        let name = run.paint.map { paints.name($0) } ?? SVGDocument.unpainted
        let length = run.columns > 1 ? " textLength=\"\(run.columns * CellGrid.width)\"" : ""
        texts +=
            "<text class=\"\(name)\" x=\"\(run.column * CellGrid.width)\""
            + " y=\"\(row * CellGrid.height + CellGrid.baseline)\"\(length)>\(run.text)</text>"
    }
}
