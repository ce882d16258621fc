import LaneCanvas
import Themes

/// What the selected scenario is about: title, summary, and the concepts that it shows.
struct BrowserDetails: Panel {
    /// Lines longer than this are hard to read, however wide the window.
    private static let textColumns = 90

    let entry: ScenarioEntry
    let layout: BrowserLayout
    let theme: Theme
    let glyphs: Glyphs

    private var canvas: Style { theme[.canvas] }

    func draw(in area: Area, on frame: inout Frame) {
        if layout.isBrief, layout.divider == nil {
            let text = glyphs.fit(entry.summary, area.columns.count - 2)
            frame.write(text, row: area.rows.lowerBound, column: 1, style: theme[.muted])
        } else if layout.divider == nil {
            frame.writeTitle(
                glyphs.fit(entry.title, area.columns.count - 6), of: area, theme: theme, glyphs: glyphs)
            drawText(area, area.rows.dropFirst(), left: area.columns.lowerBound + 2, on: &frame)
        } else {
            let left = area.columns.lowerBound + 1
            let width = area.columns.count - 2
            var rows = area.rows
            if rows.count >= 8 {
                frame.write(
                    glyphs.fit(entry.title, width), row: rows.removeFirst(), column: left,
                    style: theme[.heading])
                let path =
                    entry.chapter.isEmpty ? entry.name : "\(entry.chapter) \(glyphs.separator) \(entry.name)"
                frame.write(
                    glyphs.fit(path, width), row: rows.removeFirst(), column: left, style: theme[.muted])
                rows.removeFirst()
            }
            drawText(area, rows, left: left, on: &frame)
        }
    }

    /// The summary, and below it the concepts and the schedule that it is best seen with.
    private func drawText(_ area: Area, _ rows: Range<Int>, left: Int, on frame: inout Frame) {
        let width = min(area.columns.upperBound - 2 - left, Self.textColumns)
        let gap = layout.divider == nil ? 0 : 1
        let names = entry.concepts.joined(separator: ", ")
        let label = names.isEmpty ? "with " : "shows "
        let text =
            names.isEmpty || entry.schedule.isEmpty ? names + entry.schedule : "\(names) (\(entry.schedule))"
        let concepts = glyphs.wrap(text, width - label.utf8.count, lines: 1 + gap)
        let below = concepts.count + (entry.search.isEmpty ? 0 : 1)
        let room = max(rows.count - gap - (below == 0 ? 0 : below + gap), 1)
        let summary = glyphs.wrap(entry.summary, width, lines: room)
        for (row, line) in zip(rows, summary) { frame.write(line, row: row, column: left, style: canvas) }
        let next = rows.dropFirst(summary.count + gap)
        if !concepts.isEmpty, let row = next.first {
            frame.write(label, row: row, column: left, style: theme[.muted])
        }
        for (row, line) in zip(next, concepts) {
            frame.write(line, row: row, column: left + label.utf8.count, style: theme[.heading])
        }
        guard !entry.search.isEmpty, let row = next.dropFirst(concepts.count).first else { return }
        frame.write("explore", row: row, column: left, style: theme[.muted])
        frame.write(
            glyphs.fit(entry.search, width - 8), row: row, column: left + 8, style: theme[.canvas])
    }
}
