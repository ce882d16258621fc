/// One place of the grid: a character and how it looks, in sixteen bytes.
///
/// A wide character takes two cells. The left one has width 2 and the character; the right one has width 0,
/// a space and the same style. `Frame` never lets one exist without the other.
package struct Cell: Hashable, Sendable {
    let glyph: Glyph
    package var style: Style
    /// Columns the character takes: 1, 2, or 0 for the right half of the wide character to the left.
    package let width: UInt8

    /// Unchecked: `width` must be the glyph's own.
    init(glyph: Glyph, style: Style, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    /// A character that cannot stand in a cell (a control character, a lone combining mark) becomes `�`.
    package init(_ character: Character, style: Style = Style()) {
        let columns = DisplayText.visibleWidth(of: character)
        self.style = style
        self.glyph = columns > 0 ? Glyph(character) : Glyph("\u{FFFD}" as Unicode.Scalar)
        self.width = UInt8(max(columns, 1))
    }

    package var character: Character { glyph.character }

    /// The character if it is one scalar, as nearly all are; nil for a cluster. Cheaper than `character`.
    package var scalar: Unicode.Scalar? { glyph.scalar }

    package static func blank(_ style: Style = Style()) -> Cell {
        Cell(glyph: .space, style: style, width: 1)
    }

    static func rightHalf(_ style: Style) -> Cell {
        Cell(glyph: .space, style: style, width: 0)
    }
}
