import LaneCanvas
import ThreadTrace
import Themes

/// What the last step did and what comes next, in two lines; in one where there is room for one only: the last step.
struct StepLines: Panel {
    let scene: Scene
    /// Whose choice is told where somebody chooses.
    var selected: ThreadID?
    /// Whether it is for an audience: the last step alone, in a column that is read at a glance, with space around it.
    var isPresented = false

    private static let widestCaption = 60
    private static let labelColumns = 10

    func draw(in area: Area, on frame: inout Frame) {
        if isPresented { return drawCaption(in: area, on: &frame) }
        let columns = area.columns.count - 3
        let preview = selected.flatMap(scene.preview)
        let next = preview == nil ? scene.nextStep : nil
        var lines: [[TextSpan]] = [[]]
        if let step = scene.lastStep {
            lines = self.lines(
                step, label: "step \(scene.moment.stepCount)", columns,
                rows: next == nil && preview == nil ? area.rows.count : 1)
        }
        if let preview {
            let isAble = selected.flatMap { scene.wheel?.choice(of: $0) }?.canGo == true
            lines.append(
                [
                    TextSpan(
                        text: scene.glyphs.fit(preview, columns), style: scene.theme[isAble ? .next : .muted])
                ])
        }
        if let next { lines += self.lines(next, label: "next", columns, rows: 1) }
        for (row, line) in zip(area.rows, lines) {
            frame.write(line, row: row, column: area.columns.lowerBound + 2, limit: columns)
        }
    }

    private func drawCaption(in area: Area, on frame: inout Frame) {
        guard let step = scene.lastStep else { return }
        let consequence = step.consequence.map { " \(scene.glyphs.leadsTo) \($0)" } ?? ""
        let text = "\(scene.name(of: step.thread)) \(step.deed)\(consequence)"
        let columns = min(area.columns.count - 4, Self.widestCaption)
        let rows = area.rows.count > 1 ? area.rows.dropFirst() : area.rows[...]
        let lines = scene.glyphs.wrap(text, columns, lines: rows.count)
        let left = area.columns.lowerBound + (area.columns.count - columns) / 2
        for (row, line) in zip(rows, lines) {
            frame.write(
                line, row: row, column: left, style: scene.theme[step.alarm ?? .heading])
        }
    }

    /// What is said of a place in the source goes first where there is no room, then the end of what was done: what came of it
    /// is said in any case, in a row of its own if there is one.
    private func lines(_ step: StepWords, label: String, _ columns: Int, rows: Int) -> [[TextSpan]] {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let left = max(Self.labelColumns, DisplayText.width(of: label) + 2)
        let name = scene.name(of: step.thread)
        let result = step.consequence.map { " \(glyphs.leadsTo) \($0)" } ?? ""
        let room = columns - left - DisplayText.width(of: name) - 1
        let isWhole = DisplayText.width(of: step.deed + result) <= room
        let isApart = !isWhole && rows > 1 && !result.isEmpty
        let deedColumns = isApart ? room : max(room - DisplayText.width(of: result), Self.labelColumns)

        var line = LineBuilder(columns, glyphs)
        line.add(label, theme[.muted])
        line.tab(to: left)
        line.add(name, theme[.heading])
        line.add(" " + glyphs.fit(step.deed, deedColumns), step.style)
        var lines: [[TextSpan]] = []
        if isApart {
            lines.append(line.spans)
            line = LineBuilder(columns, glyphs)
            line.tab(to: left - 1)
        }
        if let consequence = step.consequence {
            line.add(" \(glyphs.leadsTo) ", theme[.muted])
            line.add(consequence, theme[step.alarm ?? .canvas])
        }
        if let place = step.place.map(scene.words(for:)), line.column + place.utf8.count + 3 <= columns {
            line.add("   " + place, theme[.muted])
        }
        return lines + [line.spans]
    }
}
