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
    /// How wide threads' names are.
    var nameColumns = 12

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
                time: event.time, level: event.level?.word ?? "", name: scene.name(of: event.thread),
                text: (event.kind == .fail ? "failed: " : "") + scene.trace[event.name],
                role: isLater ? .muted : event.level?.role ?? .canvas, isLater: isLater,
                source: isLater || event.holds == .none
                    ? scene.theme[isLater ? .muted : .heading] : scene.style(of: event.holds)),
            in: area, row: row, timeColumns: timeColumns, on: &frame)
    }

    private func draw(
        _ printed: PrintedText, in area: Area, row: Int, timeColumns: Int, on frame: inout Frame
    ) {
        draw(
            Words(
                time: printed.time, level: "", name: printed.isError ? "stderr" : "stdout",
                text: printed.text, role: .canvas, isLater: printed.position > scene.place.position,
                source: scene.theme[.muted]),
            in: area, row: row, timeColumns: timeColumns, on: &frame)
    }

    private struct Words {
        let time: Instant
        let level: String
        let name: String
        let text: String
        let role: Role
        let isLater: Bool
        /// The thread's: the colour of its lane while it holds something.
        let source: Style
    }

    private func draw(
        _ words: Words, in area: Area, row: Int, timeColumns: Int, on frame: inout Frame
    ) {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        var column = area.columns.lowerBound + 1
        let time = DisplayText.padded(TimeText.clock(words.time), to: timeColumns, alignment: .right)
        frame.write(time, row: row, column: column, style: theme[.muted])
        column += timeColumns + 2
        if area.columns.count >= 60 {
            frame.write(words.level, row: row, column: column, style: theme[words.role])
            column += 6
        }
        frame.write(glyphs.fit(name: words.name, nameColumns), row: row, column: column, style: words.source)
        column += nameColumns + 2
        // Only what calls for attention is coloured all along.
        let isAlarm = words.role == .warning || words.role == .error
        frame.write(
            glyphs.fit(words.text, area.columns.upperBound - column), row: row, column: column,
            style: theme[words.isLater ? .muted : isAlarm ? words.role : .canvas])
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
