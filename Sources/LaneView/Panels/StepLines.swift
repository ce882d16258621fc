import LaneCanvas
import ThreadTrace
import Themes

/// What the last step did and what comes next, in two lines; in one where there is room for one only: the last step.
struct StepLines: Panel {
    let scene: Scene
    /// Whether it is for an audience: the last step alone, in a column that is read at a glance, with space around it.
    var isPresented = false

    private static let widestCaption = 60
    private static let labelColumns = 10

    func draw(in area: Area, on frame: inout Frame) {
        if isPresented { return drawCaption(in: area, on: &frame) }
        let lines = [
            scene.lastStep.map { line($0, label: "step \(scene.moment.stepCount)", area.columns.count - 3) },
            scene.nextStep.map { line($0, label: "next", area.columns.count - 3) },
        ]
        for (row, line) in zip(area.rows, lines) {
            guard let line else { continue }
            frame.write(
                line, row: row, column: area.columns.lowerBound + 2, limit: area.columns.count - 3)
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
                line, row: row, column: left, style: scene.theme[step.isBad ? .error : .heading])
        }
    }

    /// What is said of a place in the source goes first where there is no room, then the end of the rest.
    private func line(_ step: StepWords, label: String, _ columns: Int) -> [TextSpan] {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        var line = LineBuilder(columns, glyphs)
        line.add(label, theme[.muted])
        line.tab(to: max(Self.labelColumns, DisplayText.width(of: label) + 2))
        line.add(scene.name(of: step.thread), theme[.heading])
        line.add(" " + step.deed, step.style)
        if let consequence = step.consequence {
            line.add(" \(glyphs.leadsTo) ", theme[.muted])
            line.add(consequence, theme[step.isBad ? .error : .canvas])
        }
        if let place = step.place.map(scene.words(for:)), line.column + place.utf8.count + 3 <= columns {
            line.add("   " + place, theme[.muted])
        }
        return line.spans
    }
}
