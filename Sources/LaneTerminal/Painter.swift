import CNcurses
import LaneCanvas

/// Hands cells to ncurses: characters it can place, attributes, and colours as pair numbers.
///
/// ncurses must be told no width it would not count itself, or its idea of the cursor is wrong from there on. So a
/// character whose width the C library sees otherwise is reduced until both agree.
struct Painter {
    private struct Look {
        let attributes: attr_t
        let pair: Int32
    }

    private let depth: ColorDepth
    /// Whether the locale's encoding can express more than ASCII.
    private let unicode: Bool
    private var pairs: ColorPairs
    private var looks: [Style: Look] = [:]
    private var cells: [cchar_t] = []

    init(depth: ColorDepth, unicode: Bool, pairs: Int) {
        self.depth = depth
        self.unicode = unicode
        self.pairs = ColorPairs(capacity: pairs)
    }

    /// Paints what has changed, as far as it lies within `size`. Should the terminal run out of colour pairs,
    /// everything is painted again with the pairs that this frame needs; a frame that alone needs too many has
    /// some of its cells in the terminal's own colours.
    mutating func paint(_ frame: Frame, over shown: Frame?, size: Size) {
        if paint(frame.changes(since: shown), of: frame, size: size) { return }
        reset_color_pairs()
        pairs.removeAll()
        looks.removeAll(keepingCapacity: true)
        _ = paint(frame.changes(since: nil), of: frame, size: size)
    }

    /// False if a pair was missing.
    private mutating func paint(_ changes: [FrameChange], of frame: Frame, size: Size) -> Bool {
        var complete = true
        for change in changes where change.row < size.rows {
            let columns = change.columns.clamped(to: 0..<size.columns)
            guard !columns.isEmpty else { continue }
            cells.removeAll(keepingCapacity: true)
            for column in columns {
                let cell = frame[change.row, column]
                guard cell.width > 0 else { continue }
                let look = look(of: cell.style)
                if look == nil { complete = false }
                append(
                    cell, in: look ?? Look(attributes: attributes(cell.style), pair: 0),
                    fits: column + Int(cell.width) <= columns.upperBound)
            }
            let screen = curses_screen()
            wmove(screen, Int32(change.row), Int32(columns.lowerBound))
            wadd_wchnstr(screen, cells, Int32(cells.count))
        }
        return complete
    }

    private mutating func look(of style: Style) -> Look? {
        if let look = looks[style] { return look }
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
        let look = Look(attributes: attributes(style), pair: pair)
        looks[style] = look
        return look
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

    private mutating func append(_ cell: Cell, in look: Look, fits: Bool) {
        let text =
            fits
            ? CursesText(cell.character, columns: Int(cell.width), unicode: unicode)
            : CursesText(" ", columns: 1, unicode: unicode)
        append(text.scalars, in: look)
        for _ in 0..<text.blanks { append([0x20, 0], in: look) }
    }

    /// `scalars` end with a zero.
    private mutating func append(_ scalars: [wchar_t], in look: Look) {
        var cell = cchar_t()
        var pair = look.pair
        setcchar(&cell, scalars, look.attributes, 0, &pair)
        cells.append(cell)
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
