import LaneCanvas
import Themes

/// Every glyph and every key. Scrolls where the window is too small for all of it.
struct HelpOverlay: OverlayContent {
    let table: KeyTable
    let theme: Theme
    let glyphs: Glyphs

    private static let leftColumns = 33
    /// Enough for lanes beside keys.
    private static let wideColumns = 76
    private static let keyColumns = 12

    var title: String { "help" }
    var wantedColumns: Int { Self.wideColumns }
    var isWhole: Bool { true }
    var keys: KeyTable { .openHelp }

    var box: OverlayBox { OverlayBox(content: self, theme: theme, glyphs: glyphs) }

    func draw(on frame: inout Frame, offset: Int) { box.draw(on: &frame, offset: offset) }

    /// The key bar while the help is open.
    func keyBar(_ size: Size) -> KeyBar { box.keyBar(size) }

    func lineCount(_ columns: Int) -> Int { lines(in: columns).count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[Piece]] { Array(lines(in: columns)[range]) }

    private func lines(in columns: Int) -> [[Piece]] {
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

    private func keyLines(in columns: Int) -> [[Piece]] {
        var lines: [[Piece]] = [[Piece(text: "Keys", style: theme[.heading])]]
        for entry in table.entries {
            let text = glyphs.wrap(entry.sentence, columns - Self.keyColumns, lines: 3)
            for (index, line) in text.enumerated() {
                let sentence = Piece(column: Self.keyColumns, text: line, style: theme[.canvas])
                lines.append(
                    index == 0
                        ? [Piece(text: entry.names(glyphs), style: theme[.key]), sentence] : [sentence])
            }
        }
        return lines
    }
}
