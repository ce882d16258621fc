import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What a thread is about at the moment that is shown, in a few lines.
struct LaneSummary {
    private let scene: Scene
    private let thread: ThreadID
    private let state: ThreadState
    private let split: TimeSplit

    init(_ scene: Scene, _ thread: ThreadID) {
        self.scene = scene
        self.thread = thread
        state = scene.moment.state(of: thread)
        split = scene.analysis.times.split(
            of: thread, at: scene.moment.position, now: scene.place.time, in: scene.trace)
    }

    private static let labelColumns = 10
    private static let barColumns = 60
    /// Further back nobody is told which number it came as.
    private static let longestQueue = 1000

    func lines(_ columns: Int) -> [[TextSpan]] {
        var lines = [stateLine(columns)]
        if let line = holdsLine(columns) { lines.append(line) }
        if let line = waitLine(columns) { lines.append(line) }
        if let line = nextLine(columns) { lines.append(line) }
        lines.append([])
        return lines + bars(columns) + [[]]
    }

    private func labelled(_ label: String, _ columns: Int) -> LineBuilder {
        var line = LineBuilder(columns, scene.glyphs)
        line.add(label, scene.theme[.muted])
        line.tab(to: Self.labelColumns)
        return line
    }

    private func stateLine(_ columns: Int) -> [TextSpan] {
        var line = labelled("state", columns)
        guard state.activity != .new || state.since > .zero else { return line.spans }
        let cell = LaneCell(LaneColumn(state), in: scene)
        line.add(String(cell.glyph), cell.style)
        line.tab(to: line.column + 1)
        let words = scene.words(for: thread)
        line.add(words.whole, words.style)
        line.add(" since \(TimeText.clock(state.since)) s", scene.theme[.canvas])
        if !state.activity.isFinal {
            line.add(
                ", for \(TimeText.span(state.since.duration(to: scene.place.time), scene.glyphs))",
                scene.theme[.canvas])
        }
        return line.spans
    }

    private func holdsLine(_ columns: Int) -> [TextSpan]? {
        let moment = scene.moment
        var held = Inventory(scene).resources.filter {
            $0.kindHolds(in: scene) && moment.takers(of: $0).contains(thread)
        }
        if state.holds != .none, !held.contains(state.holds) { held.append(state.holds) }
        guard !held.isEmpty else { return nil }
        var line = labelled("holds", columns)
        for (index, lock) in held.enumerated() {
            if index > 0 { line.add(", ", scene.theme[.canvas]) }
            line.add(scene.trace[lock]?.name ?? "?", scene.style(of: lock))
        }
        return line.spans
    }

    private func waitLine(_ columns: Int) -> [TextSpan]? {
        guard state.isWaiting, let info = scene.trace[state.resource] else { return nil }
        let waiters = scene.moment.waiters(of: state.resource, limit: Self.longestQueue)
        let count = scene.moment.waiterCount(of: state.resource)
        var line = labelled("waits for", columns)
        line.add(info.name, scene.style(of: state.resource))
        let kind = info.kind == .outside ? "a socket, a process" : info.kind.word
        line.add(" (\(kind)", scene.theme[.canvas])
        if let place = waiters.firstIndex(of: thread), count > 1 {
            line.add(", came as number \(place + 1) of \(count)", scene.theme[.canvas])
        }
        line.add(")", scene.theme[.canvas])
        if let holder = scene.moment.holder(of: state.resource) {
            line.add(" held by \(scene.name(of: holder))", scene.theme[.canvas])
        } else if let takers = scene.takers(of: state.resource, columns: line.columns - line.column - 1) {
            line.add(" \(takers)", scene.theme[.canvas])
        }
        return line.spans
    }

    /// What it will do: as the run says, or, in the past, as the trace goes on.
    private func nextLine(_ columns: Int) -> [TextSpan]? {
        guard let next = upcoming else { return nil }
        let style = next.resource == .none ? scene.theme[.canvas] : scene.style(of: next.resource)
        var line = labelled("next", columns)
        line.add(scene.words(for: next.kind, next.resource), style)
        if let place = next.place { line.add("  \(scene.words(for: place))", scene.theme[.muted]) }
        if !next.canGo { line.add("  can not go yet", scene.theme[.muted]) }
        return line.spans
    }

    private var upcoming: UpcomingOperation? {
        let moment = scene.moment
        guard moment.position < scene.trace.count else {
            guard let next = scene.status.upcoming, next.thread == thread, !scene.isOver else { return nil }
            return next
        }
        return UpcomingOperation(of: thread, after: moment)
    }

    /// The first four are parts of the whole; having a lock goes along with any of them.
    private func bars(_ columns: Int) -> [[TextSpan]] {
        let glyphs = scene.glyphs
        let theme = scene.theme
        let lock = theme.lock(scene.trace[state.holds]?.ordinal ?? 0)
        return [
            bar("runs", split.running, glyphs.running, theme[.running], columns),
            bar("waits", split.waiting, glyphs.waiting, theme[.waiting], columns),
            bar("sleeps", split.sleeping, glyphs.sleeping, theme[.sleeping], columns),
            bar("ready", split.ready, glyphs.ready, theme[.ready], columns),
            bar("with lock", split.withLock, glyphs.holding, lock, columns),
        ]
    }

    private func bar(
        _ label: String, _ part: Duration, _ glyph: Character, _ style: Style, _ columns: Int
    ) -> [TextSpan] {
        let share = split.total > .zero ? part.inSeconds / split.total.inSeconds : 0
        var line = labelled(label, columns)
        let numbers = Self.labelColumns + 16
        let percent = Int((share * 100).rounded())
        line.add(
            percent == 0 && share > 0 ? "<1 %" : "\(percent) %", scene.theme[.canvas],
            endingAt: Self.labelColumns + 5)
        line.add(TimeText.span(part, scene.glyphs), scene.theme[.muted], endingAt: numbers - 2)
        line.tab(to: numbers)
        line.add(scene.glyphs.bar(share, glyph, min(columns - numbers, Self.barColumns)), style)
        return line.spans
    }
}
