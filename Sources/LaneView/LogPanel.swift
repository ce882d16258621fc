import LaneCanvas
import ThreadTrace

/// The newest messages, one a row: time, level, thread, text.
struct LogPanel {
    let scene: Scene
    let area: Area

    func draw(on frame: inout Frame) {
        frame.writeTitle("log", of: area, theme: scene.theme, glyphs: scene.glyphs)
        let rows = area.rows.dropFirst()
        let count = scene.trace.messageCount
        let first = max(count - rows.count, 0)
        // The newest time is the longest.
        let timeColumns = max(TimeText.clock(scene.trace.end).utf8.count, 7)
        for (row, index) in zip(rows, first..<count) {
            draw(scene.trace.message(index), row: row, timeColumns: timeColumns, on: &frame)
        }
    }

    private func draw(_ event: Event, row: Int, timeColumns: Int, on frame: inout Frame) {
        let glyphs = scene.glyphs
        let width = area.columns.count
        let level = event.kind == .log ? LogLevel(rawValue: event.detail) : nil
        let style = scene.theme[level?.role ?? .canvas]
        var column = area.columns.lowerBound + 1
        let time = DisplayText.padded(TimeText.clock(event.time), to: timeColumns, alignment: .right)
        frame.write(time, row: row, column: column, style: scene.theme[.muted])
        column += timeColumns + 2
        if width >= 60 {
            frame.write(level?.word ?? "", row: row, column: column, style: style)
            column += 6
        }
        let names = min(max(width / 6, 9), 24)
        frame.write(
            glyphs.fit(scene.name(of: event.thread), names), row: row, column: column,
            style: scene.theme[.canvas])
        column += names + 2
        frame.write(
            glyphs.fit(scene.trace[event.name], area.columns.upperBound - column), row: row, column: column,
            style: style)
    }
}

/// How much a log message matters, as its event's detail says it.
private enum LogLevel: UInt8 {
    case trace, debug, info, notice, warning, error, critical

    var word: String {
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

    var role: Role {
        switch self {
        case .trace, .debug: .debug
        case .info, .notice: .info
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
