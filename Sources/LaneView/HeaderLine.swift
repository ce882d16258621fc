import LaneCanvas
import ThreadTrace

/// The first row: which scenario, and how its run stands. Narrow windows lose the program's name, the title, the schedule
/// and the step count, in this order.
struct HeaderLine {
    let scene: Scene

    private struct Part {
        let text: String
        let role: Role
        /// Parts with a higher rank are left out sooner, those of rank 0 never.
        var rank = 0
    }

    func draw(on frame: inout Frame) {
        let theme = scene.theme
        let glyphs = scene.glyphs
        let width = frame.size.columns
        let bar = theme[.header]
        frame.fill(row: LaneLayout.header, columns: 0..<width, style: bar)

        let status = scene.status
        let name = status.scenario
        var right = parts
        for rank in [2, 1] where columns(right) + DisplayText.width(of: name) + 4 > width {
            right.removeAll { $0.rank == rank }
        }
        var column = width - columns(right) - 1
        let room = column - 3
        for part in right {
            let style = theme[part.role].over(bar)
            column += frame.write(part.text, row: LaneLayout.header, column: column, style: style) + 3
        }

        let program = "threadlanes \(glyphs.separator) "
        let title = status.title.isEmpty ? "" : "   \(status.title)"
        let needed = DisplayText.width(of: name) + DisplayText.width(of: title)
        let isSpacious = DisplayText.width(of: program) + needed <= room
        let hasTitle = needed <= room
        column = 1
        if isSpacious || !hasTitle && DisplayText.width(of: program) + DisplayText.width(of: name) <= room {
            column += frame.write(program, row: LaneLayout.header, column: column, style: bar)
        }
        column += frame.write(
            glyphs.fit(name, room + 1 - column), row: LaneLayout.header, column: column,
            style: theme[.brand].over(bar))
        if hasTitle { frame.write(title, row: LaneLayout.header, column: column, style: bar) }
    }

    /// Standing, schedule, time, step.
    private var parts: [Part] {
        let status = scene.status
        return [
            standing, Part(text: status.schedule, role: .header, rank: 2),
        ] + (scene.isLive ? present : past)
    }

    private var present: [Part] {
        [
            Part(text: TimeText.clock(scene.now) + " s", role: .header),
            Part(text: "step \(scene.trace.stepCount)", role: .header, rank: 1),
        ]
    }

    private var past: [Part] {
        let time = "\(scene.glyphs.past) \(TimeText.clock(scene.place.time)) s"
        return [
            Part(text: time + " of \(TimeText.clock(scene.now)) s", role: .paused),
            Part(text: "step \(scene.moment.stepCount) of \(scene.trace.stepCount)", role: .paused, rank: 1),
        ]
    }

    private var standing: Part {
        let glyphs = scene.glyphs
        if let verdict = scene.trace.verdict {
            switch verdict {
            case .finished, .cancelled:
                return Part(text: "\(glyphs.over) \(verdict.outcome)", role: .done)
            case .deadlocked, .failed:
                return Part(text: "\(glyphs.failed) \(verdict.outcome)", role: .error)
            }
        }
        let speed = Speed.text(scene.status.speed, glyphs)
        return scene.status.isPaused
            ? Part(text: "\(glyphs.pause) \(speed)", role: .paused)
            : Part(text: "\(glyphs.play) \(speed)", role: .playing)
    }

    private func columns(_ parts: [Part]) -> Int {
        parts.reduce(-3) { $0 + DisplayText.width(of: $1.text) + 3 }
    }
}
