import LaneCanvas
import ThreadTrace
import Themes

/// The scenario's own source: what is read is what runs. Every thread's name stands at its line, and a sign at the lines that clash
/// where something is wrong with the last step. The text stands still as long as the selected thread's line is in view.
struct CodePanel: Panel {
    let scene: Scene
    let view: CodeView
    let scroll: CodeScroll
    let selected: ThreadID?
    let isFocused: Bool

    func draw(in area: Area, on frame: inout Frame) {
        let theme = scene.theme
        let isBeside = area.columns.lowerBound > 0
        frame.writeTitle("code: \(title(area))", of: area, theme: theme, glyphs: scene.glyphs)
        if isBeside { drawSide(of: area, on: &frame) }
        if isFocused {
            let (row, column) = (area.rows.lowerBound, area.columns.lowerBound + 1)
            frame.put(scene.glyphs.selected, row: row, column: column, style: theme[.brand])
            frame.cursor = CellPosition(row: row, column: column)
        }
        let lines = scene.sources[view.file]
        let rows = area.rows.dropFirst()
        let shown = scroll.shown(lines.count, height: rows.count)
        let indent = scroll.indent
        let suspects = scene.suspectLines(of: view.file)
        let digits = "\(lines.count)".utf8.count
        for (row, index) in zip(rows, shown) {
            draw(
                lines[index], number: index + 1, digits: digits, indent: min(indent, lines[index].indent),
                in: area, row: row, on: &frame)
            guard let role = suspects[index + 1] else { continue }
            frame.put(
                scene.glyphs.finding, row: row, column: area.columns.lowerBound + 2, style: theme[role])
        }
    }

    /// The file, with its module where there is room.
    private func title(_ area: Area) -> String {
        let room = area.columns.count - 12
        if DisplayText.width(of: view.file) <= room { return view.file }
        return scene.glyphs.fit(String(view.file.split(separator: "/").last ?? ""), room)
    }

    private func drawSide(of area: Area, on frame: inout Frame) {
        let (glyphs, rule) = (scene.glyphs, scene.theme[.rule])
        let column = area.columns.lowerBound
        frame.put(glyphs.teeDown, row: area.rows.lowerBound, column: column, style: rule)
        for row in area.rows.dropFirst() { frame.put(glyphs.side, row: row, column: column, style: rule) }
    }

    private func draw(
        _ line: SourceLine, number: Int, digits: Int, indent: Int, in area: Area, row: Int,
        on frame: inout Frame
    ) {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let threads = view.threads[number] ?? []
        let isSelected = selected.map(threads.contains) ?? false
        var column = area.columns.lowerBound + 1
        let text = DisplayText.padded("\(number)", to: digits, alignment: .right)
        if isSelected { frame.put(glyphs.selected, row: row, column: column, style: theme[.brand]) }
        frame.write(
            text, row: row, column: column + 2, style: theme[threads.isEmpty ? .muted : .heading])
        column += digits + 4

        var end = area.columns.upperBound - 1
        if !threads.isEmpty {
            let names = scene.list(threads, after: "", columns: max((end - column) / 3, 8))
            end -= DisplayText.width(of: names)
            frame.write(
                names, row: row, column: end,
                style: theme[threads.contains { $0 == selected } ? .brand : .heading])
            end -= 2
        }
        var rest = indent
        for span in line.spans where column < end {
            let text = span.text.dropFirst(rest)
            rest -= span.text.count - text.count
            column += frame.write(
                String(text), row: row, column: column, style: theme[span.role], limit: end - column)
        }
        if isSelected {
            let columns = area.columns.lowerBound + 1..<area.columns.upperBound
            frame.restyle(row: row, columns: columns) { $0 = $0.over(theme[.selection]) }
        }
    }
}
