import LaneCanvas

/// Characters of a row that one text element holds: in one paint, side by side, with single spaces between words.
///
/// Renderers that ignore the length an element should have drift by less than half a pixel in its longest run. A character
/// that the font may lack stands alone, because another font's may be of another width.
struct TextRun {
    /// Nil for what is there to be found and copied, not to be painted.
    let paint: SVGPaints.Paint?
    let column: Int
    /// Without the space that waits.
    private(set) var columns: Int
    /// Escaped.
    private(set) var text = ""
    private var hasSpace = false
    private let isAlone: Bool

    private static let longest = 24

    init(_ cell: Cell, at column: Int, paint: SVGPaints.Paint?) {
        self.paint = paint
        self.column = column
        columns = max(Int(cell.width), 1)
        isAlone = paint != nil && !Self.isCommon(cell)
        XMLText.append(cell, to: &text)
    }

    /// - Returns: false if the character needs a run of its own.
    mutating func admit(_ cell: Cell, at column: Int, paint: SVGPaints.Paint?) -> Bool {
        guard !isAlone, paint == self.paint, column == self.column + columns + (hasSpace ? 1 : 0),
            paint == nil || Self.isCommon(cell) && columns < Self.longest
        else { return false }
        if hasSpace {
            text += " "
            columns += 1
            hasSpace = false
        }
        XMLText.append(cell, to: &text)
        columns += max(Int(cell.width), 1)
        return true
    }

    /// The space counts once a character follows.
    mutating func admitSpace(at column: Int) -> Bool {
        guard !isAlone, !hasSpace, paint != nil, column == self.column + columns else { return false }
        hasSpace = true
        return true
    }

    /// Latin: every monospaced font has it.
    private static func isCommon(_ cell: Cell) -> Bool { cell.scalar.map { $0.value < 0x250 } ?? false }
}
