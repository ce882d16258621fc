import LaneCanvas
import ThreadTrace
import Themes

/// The first row: which scenario, how its run stands, and whether the screen is recorded. Narrow windows lose the program's name,
/// the title, the schedule, from when on the run is kept, the step count, the word for a replay and, while recording, the time, in this order.
struct HeaderLine: Panel {
    let scene: Scene
    /// Whether it is of a picture that stands, rather than of a screen: what goes on is not told then.
    var isStill = false
    /// Whether it is for an audience: the title alone.
    var isPresented = false

    private struct Part {
        let text: String
        let role: Role
        /// Parts with a higher rank are left out sooner, those of rank 0 never.
        var rank = 0
    }

    /// Wide windows keep room for what a recording will take, so that the other parts do not move.
    private static let roomyColumns = 60
    /// Wider ones say how many ways there are.
    private static let wideColumns = 110

    func draw(in area: Area, on frame: inout Frame) {
        let row = area.rows.lowerBound
        let theme = scene.theme
        let glyphs = scene.glyphs
        let width = area.columns.count
        let bar = theme[.header]
        frame.fill(row: row, columns: 0..<width, style: bar)

        let status = scene.status
        let name = status.scenario
        let nameColumns = DisplayText.width(of: name)
        var right = isPresented ? [] : parts(width).filter { !$0.text.isEmpty }
        for rank in (1...5).reversed() where columns(right) + nameColumns + 4 > width {
            right.removeAll { $0.rank == rank }
        }
        var column = width - columns(right) - 1
        let room = column - 3
        for part in right {
            let style = theme[part.role].over(bar)
            column += frame.write(part.text, row: row, column: column, style: style) + 3
        }

        let program = name.isEmpty ? "threadlanes" : "threadlanes \(glyphs.separator) "
        let title = status.title.isEmpty ? "" : "   \(status.title)"
        let needed = nameColumns + DisplayText.width(of: title)
        let isSpacious = DisplayText.width(of: program) + needed <= room
        let hasTitle = needed <= room
        column = 1
        if isSpacious || !hasTitle && DisplayText.width(of: program) + nameColumns <= room {
            column += frame.write(program, row: row, column: column, style: bar)
        }
        column += frame.write(
            glyphs.fit(name, room + 1 - column), row: row, column: column,
            style: theme[.brand].over(bar))
        guard hasTitle else { return }
        let text = column == 1 ? status.title : title
        frame.write(text, row: row, column: column, style: bar)
    }

    /// Replay, standing, schedule, time, step, recording.
    private func parts(_ width: Int) -> [Part] {
        let status = scene.status
        var parts = [standing, Part(text: status.schedule, role: .header, rank: 5)]
        if let prospects = scene.prospects, !scene.isOver || !scene.isLive {
            let role: Role = prospects.wrong == 0 ? .header : .error
            parts.append(Part(text: "from here: \(scene.words(for: prospects))", role: role, rank: 4))
        }
        if let branch = status.branch {
            let count = width >= Self.wideColumns ? ", \(branch.count) ways" : ""
            parts.append(
                Part(text: "\(scene.glyphs.fork) step \(branch.step)\(count)", role: .brand, rank: 3))
        }
        if status.isReplay { parts.insert(Part(text: "replay", role: .brand, rank: 2), at: 0) }
        parts += status.isReplay ? played : scene.isLive ? present : past
        if scene.trace.floor > 0 {
            let time = TimeText.clock(scene.trace.beginning.time)
            parts.append(Part(text: "kept from \(time) s", role: .header, rank: 4))
        }
        if let recording = status.recording {
            parts.append(Part(text: text(of: recording, isRoomy: width >= Self.roomyColumns), role: .error))
        }
        return parts
    }

    /// A recording is told before the time, which moves on the screen anyway.
    private var timeRank: Int { scene.status.recording == nil ? 0 : 1 }

    private var present: [Part] {
        [
            Part(text: TimeText.clock(scene.now) + " s", role: .header, rank: timeRank),
            Part(text: "step \(scene.trace.stepCount)", role: .header, rank: 3),
        ]
    }

    private var past: [Part] {
        let time = "\(scene.glyphs.past) \(TimeText.clock(scene.place.time)) s"
        let player =
            scene.isPlaying
            ? Part(text: "\(scene.glyphs.play) past", role: .playing) : Part(text: "", role: .paused)
        return [
            player,
            Part(text: time + " of \(TimeText.clock(scene.now)) s", role: .paused, rank: timeRank),
            Part(text: stepOfAll, role: .paused, rank: 3),
        ]
    }

    /// As long as the whole of it from the first moment on. A trace that still grows has no whole.
    private var played: [Part] {
        if scene.isLive, scene.trace.verdict == nil, !scene.status.isPaused { return present }
        let end = TimeText.clock(scene.now)
        let time = TimeText.clock(scene.place.time).leading(end.count)
        return [
            Part(text: "\(time) s of \(end) s", role: .header, rank: timeRank),
            Part(text: stepOfAll, role: .header, rank: 3),
        ]
    }

    private var stepOfAll: String {
        let all = "\(scene.trace.stepCount)"
        let taken = "\(scene.moment.stepCount)".leading(scene.status.isReplay ? all.count : 0)
        return "step \(taken) of \(all)"
    }

    private var standing: Part {
        let glyphs = scene.glyphs
        if let verdict = scene.trace.verdict, scene.isOver || !scene.status.isReplay {
            switch verdict {
            case .finished, .cancelled:
                return Part(text: "\(glyphs.over) \(verdict.outcome.word)", role: .done)
            case .deadlocked, .failed, .cutOff:
                return Part(text: "\(glyphs.failed) \(verdict.outcome.word)", role: .error)
            }
        }
        if isStill { return Part(text: "", role: .header) }
        if scene.status.wheel != nil { return Part(text: "\(glyphs.selected) you choose", role: .paused) }
        let speed = Speed.text(scene.status.speed, glyphs)
        return scene.status.isPaused
            ? Part(text: "\(glyphs.pause) \(speed)", role: .paused)
            : Part(text: "\(glyphs.play) \(speed)", role: .playing)
    }

    private func text(of recording: Recording, isRoomy: Bool) -> String {
        // Of some formats nothing is written before the end.
        let size = recording.bytes > 0 ? " \(ByteText.of(recording.bytes))" : ""
        let text = "\(scene.glyphs.recording) REC \(TimeText.minutes(recording.length))\(size)"
        return text.leading(isRoomy ? 17 : 0)
    }

    private func columns(_ parts: [Part]) -> Int {
        parts.reduce(-3) { $0 + DisplayText.width(of: $1.text) + 3 }
    }
}

extension String {
    /// With spaces before it, to this many characters: what counts up from a narrow number to a wide one stays in its place.
    fileprivate func leading(_ count: Int) -> String {
        String(repeating: " ", count: max(count - self.count, 0)) + self
    }
}
