import LaneCanvas
import Themes

/// Every glyph and every key. Scrolls where the window is too small for all of it.
struct HelpOverlay: OverlayContent {
    let table: KeyTable
    let theme: Theme
    let glyphs: Glyphs
    /// What the screen's keys do while this is open.
    var keys = KeyTable.openHelp

    private static let leftColumns = 33
    /// Enough for lanes beside keys.
    private static let wideColumns = 76
    private static let keyColumns = 12

    var title: String { "help" }
    var wantedColumns: Int { Self.wideColumns }
    var isWhole: Bool { true }

    /// In its box, scrolled by so many lines.
    func box(offset: Int = 0) -> OverlayBox {
        OverlayBox(content: self, theme: theme, glyphs: glyphs, offset: offset)
    }

    func lineCount(_ columns: Int) -> Int { lines(in: columns).count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] { Array(lines(in: columns)[range]) }

    private func lines(in columns: Int) -> [[TextSpan]] {
        let legend = HelpLegend(theme: theme, glyphs: glyphs).lines
        guard columns >= Self.wideColumns else {
            return legend + [[]] + keyLines(in: columns)
        }
        let keys = keyLines(in: columns - Self.leftColumns)
        return (0..<max(legend.count, keys.count)).map { row in
            let left = row < legend.count ? legend[row] : []
            let right = row < keys.count ? keys[row] : []
            return left + right.map { $0.moved(by: Self.leftColumns) }
        }
    }

    private func keyLines(in columns: Int) -> [[TextSpan]] {
        var lines: [[TextSpan]] = [[TextSpan(text: "Keys", style: theme[.heading])]]
        for entry in table.entries {
            let text = glyphs.wrap(entry.sentence, columns - Self.keyColumns, lines: 3)
            for (index, line) in text.enumerated() {
                let sentence = TextSpan(column: Self.keyColumns, text: line, style: theme[.canvas])
                lines.append(
                    index == 0
                        ? [TextSpan(text: entry.names(glyphs), style: theme[.key]), sentence] : [sentence])
            }
        }
        return lines
    }
}
