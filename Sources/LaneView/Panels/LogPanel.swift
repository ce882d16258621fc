import LaneCanvas
import ThreadTrace
import Themes

/// Messages, one a row: time, level, thread, text. Those after the moment that is shown are dim.
struct LogPanel: Panel {
    let scene: Scene
    let view: LogView
    /// What is in view.
    let messages: [LogRow]
    let isFocused: Bool
    let note: String

    func draw(in area: Area, on frame: inout Frame) {
        let words = [view.words, note].filter { !$0.isEmpty }.joined(separator: "   ")
        frame.writeTitle("log", note: words, of: area, theme: scene.theme, glyphs: scene.glyphs)
        let rows = area.rows.dropFirst()
        // The newest time is the longest.
        let timeColumns = max(TimeText.clock(scene.trace.end).utf8.count, 7)
        for (row, content) in zip(rows, messages) {
            guard case .message(let message) = content else {
                if case .printed(let text) = content {
                    draw(text, in: area, row: row, timeColumns: timeColumns, on: &frame)
                }
                continue
            }
            draw(
                scene.trace[message], in: area, row: row, timeColumns: timeColumns,
                isLater: message >= scene.place.position, on: &frame)
            guard isFocused, message == view.selected else { continue }
            frame.put(
                scene.glyphs.selected, row: row, column: area.columns.lowerBound, style: scene.theme[.brand])
            frame.cursor = CellPosition(row: row, column: area.columns.lowerBound)
            frame.restyle(row: row, columns: area.columns) { $0 = $0.over(scene.theme[.selection]) }
        }
    }

    private func draw(
        _ event: Event, in area: Area, row: Int, timeColumns: Int, isLater: Bool,
        on frame: inout Frame
    ) {
        draw(
            Words(
                time: event.time, level: event.level?.word ?? "", source: scene.name(of: event.thread),
                text: (event.kind == .fail ? "failed: " : "") + scene.trace[event.name],
                role: isLater ? .muted : event.level?.role ?? .canvas, sourceRole: isLater ? .muted : .canvas),
            in: area, row: row, timeColumns: timeColumns, on: &frame)
    }

    private func draw(
        _ printed: PrintedText, in area: Area, row: Int, timeColumns: Int, on frame: inout Frame
    ) {
        draw(
            Words(
                time: printed.time, level: "", source: printed.isError ? "stderr" : "stdout",
                text: printed.text, role: printed.position > scene.place.position ? .muted : .canvas,
                sourceRole: .muted),
            in: area, row: row, timeColumns: timeColumns, on: &frame)
    }

    private struct Words {
        let time: Instant
        let level: String
        let source: String
        let text: String
        let role: Role
        let sourceRole: Role
    }

    private func draw(
        _ words: Words, in area: Area, row: Int, timeColumns: Int, on frame: inout Frame
    ) {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let width = area.columns.count
        let style = theme[words.role]
        var column = area.columns.lowerBound + 1
        let time = DisplayText.padded(TimeText.clock(words.time), to: timeColumns, alignment: .right)
        frame.write(time, row: row, column: column, style: theme[.muted])
        column += timeColumns + 2
        if width >= 60 {
            frame.write(words.level, row: row, column: column, style: style)
            column += 6
        }
        let names = min(max(width / 6, 9), 24)
        frame.write(
            glyphs.fit(words.source, names), row: row, column: column, style: theme[words.sourceRole])
        column += names + 2
        frame.write(
            glyphs.fit(words.text, area.columns.upperBound - column), row: row, column: column, style: style)
    }
}

extension MessageLevel {
    fileprivate var word: String {
        switch self {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .notice: "NOTE"
        case .warning: "WARN"
        case .error: "ERROR"
        case .critical: "CRIT"
        }
    }

    fileprivate var role: Role {
        switch self {
        case .trace, .debug: .debug
        case .info, .notice: .info
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
