import LaneCanvas
import Themes

/// The list of themes, each with a sample in its own colours, at the bottom right: the lanes behind show the selected one.
struct ThemePickerOverlay: Panel {
    let themes: [Theme]
    let selected: Int
    let visible: Range<Int>
    let glyphs: Glyphs

    private static let nameColumns = 16
    private static let sampleColumns = 16
    private static let marker = 2

    /// The rows of the list, for this many themes. At most two thirds of the window: there is something to be seen behind.
    static func rows(_ count: Int, _ size: Size) -> Range<Int> {
        let bottom = max(size.rows - 2, 0)
        let height = min(count, max(size.rows * 2 / 3 - 2, 1))
        return max(bottom - height, 0)..<bottom
    }

    /// The columns of the list.
    static func columns(_ size: Size) -> Range<Int> {
        let right = max(size.columns - 3, 0)
        return max(right - marker - nameColumns - 1 - sampleColumns, 0)..<right
    }

    func draw(in area: Area, on frame: inout Frame) {
        let size = Size(columns: area.columns.count, rows: area.rows.count)
        guard size.columns >= Size.smallestScreen.columns, size.rows >= Size.smallestScreen.rows,
            themes.indices.contains(selected)
        else { return }
        let theme = themes[selected]
        let rows = Self.rows(themes.count, size)
        let columns = Self.columns(size)
        frame.drawBox(
            "theme", note: glyphs.position(visible, of: themes.count),
            in: Area(
                rows: rows.lowerBound - 1..<rows.upperBound + 1,
                columns: columns.lowerBound - 2..<columns.upperBound + 2),
            theme: theme, glyphs: glyphs)
        for (row, index) in zip(rows, visible) {
            drawRow(row, columns, themes[index], isSelected: index == selected, on: &frame)
        }
        frame.fill(row: size.rows - 1, columns: 0..<size.columns, style: theme[.canvas])
        KeyBar.picker(theme, glyphs).draw(in: Self.keyBar(size), on: &frame)
    }

    static func keyBar(_ size: Size) -> Area { Area(row: size.rows - 1, columns: 0..<size.columns) }

    private func drawRow(
        _ row: Int, _ columns: Range<Int>, _ theme: Theme, isSelected: Bool, on frame: inout Frame
    ) {
        let current = themes[selected]
        if isSelected {
            frame.put(glyphs.selected, row: row, column: columns.lowerBound, style: current[.brand])
            frame.cursor = CellPosition(row: row, column: columns.lowerBound)
        }
        let name = columns.lowerBound + Self.marker
        frame.write(
            glyphs.fit(theme.name, Self.nameColumns), row: row, column: name,
            style: current[isSelected ? .heading : .canvas])
        var column = name + Self.nameColumns + 1
        frame.fill(row: row, columns: column..<columns.upperBound, style: theme[.canvas])
        for (glyph, style) in sample(of: theme) where column < columns.upperBound {
            frame.put(glyph, row: row, column: column, style: style)
            column += 1
        }
    }

    /// A lane that runs, waits for a lock, holds it, sleeps with it and ends; then the other locks' colours.
    private func sample(of theme: Theme) -> [(Character, Style)] {
        let lock = theme.lock(0)
        let lane = [
            (glyphs.running, theme[.running]), (glyphs.ready, theme[.ready]), (glyphs.waiting, lock),
            (glyphs.holding, lock), (glyphs.sleeping, theme.onLock(0)),
            (glyphs.sleeping, theme[.sleeping]), (glyphs.done, theme[.done]), (glyphs.failed, theme[.error]),
            (" ", theme[.canvas]),
        ]
        let others = (1..<max(theme.lockCount, 1)).map { (glyphs.holding, theme.lock($0)) }
        return lane + others
    }
}

extension KeyBar {
    /// The keys while the picker is open.
    static func picker(_ theme: Theme, _ glyphs: Glyphs) -> KeyBar {
        KeyBar(table: .openPicker, facts: .hasChoice, theme: theme, glyphs: glyphs)
    }
}
