import CNcurses
import LaneCanvas

/// Hands cells to ncurses: characters it can place, attributes, and colours as pair numbers.
///
/// ncurses must be told no width it would not count itself, or its idea of the cursor is wrong from there on. So a
/// character whose width the C library sees otherwise is reduced until both agree.
struct Painter {
    /// A graphic rendition, as ECMA-48 calls it: how characters are drawn, apart from which.
    private struct Rendition {
        let attributes: attr_t
        let pair: Int32

        /// `scalars` end with a zero.
        func cell(_ scalars: [wchar_t]) -> cchar_t {
            var cell = cchar_t()
            var pair = pair
            setcchar(&cell, scalars, attributes, 0, &pair)
            return cell
        }
    }

    private let depth: ColorDepth
    /// Whether the locale's encoding can express more than ASCII.
    private let unicode: Bool
    private var pairs: ColorPairs
    private var renditions: [Style: Rendition] = [:]
    /// What cells have been translated to: screens repeat a few cells many times. Bounded, since times and counters
    /// bring forth new ones for ever.
    private var translations: [Cell: Translation] = [:]
    private static let mostTranslations = 4096
    private var cells: [cchar_t] = []

    private struct Translation {
        let cell: cchar_t
        /// Nil for a character with nothing left of its columns.
        let blank: cchar_t?
    }

    init(depth: ColorDepth, unicode: Bool, pairs: Int) {
        self.depth = depth
        self.unicode = unicode
        self.pairs = ColorPairs(capacity: pairs)
    }

    /// Paints what has changed, as far as it lies within `size`. Should the terminal run out of colour pairs,
    /// everything is painted again with the pairs that this frame needs; a frame that alone needs too many has
    /// some of its cells in the terminal's own colours.
    mutating func paint(_ update: FrameUpdate, size: Size) {
        if paint(update.changes, of: update.frame, size: size) { return }
        reset_color_pairs()
        pairs.removeAll()
        renditions.removeAll(keepingCapacity: true)
        translations.removeAll(keepingCapacity: true)
        _ = paint(FrameUpdate(update.frame).changes, of: update.frame, size: size)
    }

    /// False if a pair was missing.
    private mutating func paint(_ changes: [FrameChange], of frame: Frame, size: Size) -> Bool {
        var complete = true
        for change in changes where change.row < size.rows {
            let columns = change.columns.clamped(to: 0..<size.columns)
            guard !columns.isEmpty else { continue }
            cells.removeAll(keepingCapacity: true)
            for column in columns {
                var cell = frame[change.row, column]
                guard cell.width > 0 else { continue }
                if column + Int(cell.width) > columns.upperBound { cell = .blank(cell.style) }
                let translation = translation(of: cell, complete: &complete)
                cells.append(translation.cell)
                if let blank = translation.blank { cells.append(blank) }
            }
            let screen = curses_screen()
            wmove(screen, Int32(change.row), Int32(columns.lowerBound))
            wadd_wchnstr(screen, cells, Int32(cells.count))
        }
        return complete
    }

    private mutating func rendition(of style: Style) -> Rendition? {
        if let rendition = renditions[style] { return rendition }
        let (foreground, background) = depth.indices(
            foreground: style.foreground, background: style.background)
        let pair: Int32
        switch pairs.number(foreground: foreground, background: background) {
        case .known(let number): pair = number
        case .new(let number):
            init_extended_pair(number, foreground, background)
            pair = number
        case .full: return nil
        }
        let rendition = Rendition(attributes: attributes(style), pair: pair)
        renditions[style] = rendition
        return rendition
    }

    private func attributes(_ style: Style) -> attr_t {
        if style.attributes.isEmpty { return 0 }
        var attributes: attr_t = 0
        if style.attributes.contains(.bold) { attributes |= curses_bold }
        if style.attributes.contains(.dim) { attributes |= curses_dim }
        if style.attributes.contains(.italic) { attributes |= curses_italic }
        if style.attributes.contains(.underline) { attributes |= curses_underline }
        if style.attributes.contains(.reverse) { attributes |= curses_reverse }
        return attributes
    }

    /// Without a pair for its colours, the cell has the terminal's own, and is not remembered so.
    private mutating func translation(of cell: Cell, complete: inout Bool) -> Translation {
        if let known = translations[cell] { return known }
        let text = CursesText(cell.character, columns: Int(cell.width), unicode: unicode)
        let rendition = rendition(of: cell.style)
        let shown = rendition ?? Rendition(attributes: attributes(cell.style), pair: 0)
        let translation = Translation(
            cell: shown.cell(text.scalars), blank: text.blanks > 0 ? shown.cell([0x20, 0]) : nil)
        if rendition == nil {
            complete = false
        } else {
            if translations.count >= Self.mostTranslations { translations.removeAll(keepingCapacity: true) }
            translations[cell] = translation
        }
        return translation
    }
}

/// A character as ncurses can take it: a base and its combining marks, ended by zero, and the blanks that fill what
/// the base leaves of the character's columns.
struct CursesText: Hashable {
    let scalars: [wchar_t]
    let blanks: Int

    /// ncurses keeps five scalars a cell.
    private static let mostMarks = 4

    init(_ character: Character, columns: Int, unicode: Bool) {
        let all = character.unicodeScalars
        let base = all[all.startIndex]
        let width = base.isASCII ? 1 : unicode ? Int(wcwidth(wchar_t(base.value))) : -1
        guard width > 0, width <= columns else {
            // Unknown to the C library, or not in the locale's encoding.
            scalars = [0x3F, 0]
            blanks = columns - 1
            return
        }
        let marks = unicode ? all.dropFirst().filter(Self.isMark).prefix(Self.mostMarks) : []
        scalars = [wchar_t(base.value)] + marks.map { wchar_t($0.value) } + [0]
        blanks = columns - width
    }

    /// Marks that draw on their base. Not joiners and variation selectors: some terminals widen a character for them,
    /// others do not, and ncurses never knows.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: false
        default: wcwidth(wchar_t(scalar.value)) == 0
        }
    }
}
