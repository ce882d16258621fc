import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// The lanes of a run from its start to now, drawn small: no states in words, no selection, as many lanes as there is room
/// for, and the newest messages where room is left. Without a run, its title only.
struct PreviewPanel: Panel {
    /// The first run's axis is fine enough to see something move and coarse enough to show a second or two.
    private static let firstColumn = Duration.milliseconds(50)
    private static let fewestLanes = 3

    let preview: BrowserPreview?
    let theme: Theme
    let glyphs: Glyphs

    func draw(in area: Area, on frame: inout Frame) {
        let note = preview.map(note) ?? ""
        frame.writeTitle("live preview", note: note, of: area, theme: theme, glyphs: glyphs)
        guard let preview, preview.trace.threadCount > 0 else { return }
        let status = RunStatus(scenario: "", title: "", speed: preview.speed, now: preview.now)
        // Nothing is looked for: it is too small to show what is wrong.
        let scene = Scene(
            trace: preview.trace, status: status, analysis: RunAnalysis(), theme: theme, glyphs: glyphs)
        let rows = rows(area, lanes: max(preview.trace.threadCount, preview.expected?.lanes ?? 0))
        drawLanes(of: scene, expected: preview.expected, in: area, rows: rows.lanes, on: &frame)
        if let log = rows.log {
            let view = LogView()
            let messages = view.rows(scene, view.filter(nil), height: max(log.count - 1, 0))
            LogPanel(
                scene: scene, view: view, messages: messages, isFocused: false, note: ""
            ).draw(in: Area(rows: log, columns: area.columns), on: &frame)
        }
    }

    /// How the run stands.
    private func note(_ preview: BrowserPreview) -> String {
        switch preview.trace.verdict {
        case nil: "\(glyphs.play) \(Speed.text(preview.speed, glyphs))"
        case .finished?, .cancelled?: "\(glyphs.over) \((preview.trace.verdict?.outcome ?? .finished).word)"
        case .deadlocked?, .failed?, .cutOff?:
            "\(glyphs.failed) \((preview.trace.verdict?.outcome ?? .failed).word)"
        }
    }

    /// Below title and axis, lanes first; the log takes what they leave, a third at least of a large panel.
    private func rows(_ area: Area, lanes: Int) -> (lanes: Range<Int>, log: Range<Int>?) {
        let all = area.rows.dropFirst(2)
        let reserved = all.count >= 12 ? all.count / 3 : 0
        let count = min(max(lanes, Self.fewestLanes), all.count - reserved)
        let log = all.dropFirst(count)
        return (all.prefix(count), log.count >= 3 ? log : nil)
    }

    private func drawLanes(
        of scene: Scene, expected: BrowserPreview.Extent?, in area: Area, rows: Range<Int>,
        on frame: inout Frame
    ) {
        let left = area.columns.lowerBound + 1
        let names = min(max(area.columns.count / 5, 10), 20)
        let chart = left + names + 1..<area.columns.upperBound
        let known = max(expected?.end ?? .zero.advanced(by: Self.firstColumn * chart.count), scene.now)
        let columns = LaneAxis.fitting(known.nanoseconds, on: .time, chart.count).columns(
            chart.count, scene.focus(on: .time))
        let muted = theme[.muted]
        let count = scene.trace.threadCount
        let isCut = count > rows.count
        frame.write(
            isCut ? glyphs.fit("\(count) threads", names) : "thread", row: area.rows.lowerBound + 1,
            column: left, style: muted)
        for label in columns.labels {
            frame.write(
                label.text, row: area.rows.lowerBound + 1, column: chart.lowerBound + label.column,
                style: muted)
        }
        for (row, thread) in zip(rows, scene.trace.threadIDs) {
            let name = glyphs.fit(name: scene.name(of: thread), names)
            frame.write(name, row: row, column: left, style: theme[.canvas])
            LaneChart(scene: scene, columns: columns, thread: thread)
                .draw(in: Area(row: row, columns: chart), on: &frame)
        }
    }
}
