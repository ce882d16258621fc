import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// Who waits for whom at the moment that is shown, an arrow a line: `Kant ─waits for→ [fork B] ─held by→ Hume`.
///
/// A circle of waits comes first, numbered in its order and drawn as one; the other waits follow, those for the same thing
/// side by side in the order in which they began.
struct WaitsOverlay: OverlayContent {
    private let scene: Scene
    private let cycle: [WaitForGraph.Wait]
    private let others: [WaitForGraph.Wait]
    private let isDeadlock: Bool

    init(_ scene: Scene) {
        self.scene = scene
        let graph = WaitForGraph(scene.moment)
        let cycle = graph.cycle
        let members = Set(cycle.map(\.thread))
        self.cycle = cycle
        others = graph.waits.filter { !members.contains($0.thread) }
        isDeadlock = graph.waits.contains { scene.moment.state(of: $0.thread).activity == .deadlocked }
    }

    var title: String { "who waits for whom" }
    var wantedColumns: Int { 140 }
    var keys: KeyTable { .openWaits }

    /// The circle with a line above it and one below; a line above the others.
    private var cycleLines: Int { cycle.isEmpty ? 0 : cycle.count + 2 }

    func lineCount(_ columns: Int) -> Int { cycleLines + 1 + others.count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] {
        range.map { number in
            if number > cycleLines { return line(others[number - cycleLines - 1], columns) }
            if number == cycleLines { return told(rest, scene.theme[.heading], columns) }
            if number == 0 { return told(circle, scene.theme[.error], columns) }
            return number <= cycle.count ? cycleLine(number - 1, columns) : []
        }
    }

    private var circle: String {
        let count = cycle.count == 1 ? "it waits for itself" : "each of \(cycle.count) waits for the next"
        return isDeadlock ? "\(scene.glyphs.failed) deadlock: \(count)" : "a circle: \(count)"
    }

    private var rest: String {
        switch (others.count, cycle.isEmpty, isDeadlock) {
        case (0, true, _): "Nobody waits."
        case (0, false, _): "Nobody else waits."
        case (1, true, _): "1 thread waits"
        case (1, false, _): "1 more thread waits"
        case (let count, true, false): "\(count) threads wait"
        case (let count, true, true):
            "\(scene.glyphs.failed) deadlock: \(count) threads wait, and nobody is left to act"
        case (let count, false, _): "\(count) more threads wait"
        }
    }

    private func told(_ text: String, _ style: Style, _ columns: Int) -> [TextSpan] {
        var line = LineBuilder(columns, scene.glyphs)
        line.add(text, style)
        return line.spans
    }

    /// The bracket at the left leads from the end of the last line to the beginning of the first.
    private func cycleLine(_ number: Int, _ columns: Int) -> [TextSpan] {
        let glyphs = scene.glyphs
        let style = scene.theme[.error]
        var line = LineBuilder(columns, glyphs)
        if cycle.count == 1 {
            line.add("\(glyphs.failed)", style)
        } else if number == 0 {
            line.add("\(glyphs.upRight)\(glyphs.right)", style)
        } else if number == cycle.count - 1 {
            line.add("\(glyphs.downRight)\(glyphs.rule)", style)
        } else {
            line.add("\(glyphs.side)", style)
        }
        line.tab(to: 2 + DisplayText.width(of: glyphs.right))
        let next = (number + 1) % cycle.count
        add(cycle[number], number: number + 1, owner: next + 1, to: &line)
        return line.spans
    }

    private func line(_ wait: WaitForGraph.Wait, _ columns: Int) -> [TextSpan] {
        var line = LineBuilder(columns, scene.glyphs)
        let order = { thread in cycle.firstIndex { $0.thread == thread }.map { $0 + 1 } }
        add(wait, number: nil, owner: wait.owner.flatMap(order), to: &line)
        return line.spans
    }

    private func add(_ wait: WaitForGraph.Wait, number: Int?, owner: Int?, to line: inout LineBuilder) {
        let info = scene.trace[wait.resource]
        let style = scene.style(of: wait.resource)
        add(wait.thread, number, to: &line)
        guard wait.resource != .none else {
            // Nobody lets it go on, not even time.
            return line.add(" \(scene.words(for: wait.thread).whole)", scene.theme[.muted])
        }
        let isShort = line.columns < 60
        let kind = info?.kind
        addArrow(isShort ? "" : kind == .thread ? "joins" : "waits for", style, to: &line)
        if kind != .thread {
            line.add("[\(info?.name ?? "?")]", style)
            guard wait.owner != nil else {
                if let takers = scene.takers(of: wait.resource, columns: line.columns - line.column - 2) {
                    line.add("  \(takers)", scene.theme[.muted])
                }
                return
            }
            addArrow(isShort ? "" : kind == .future ? "run by" : "held by", style, to: &line)
        }
        if let thread = wait.owner {
            add(thread, owner, to: &line)
            addDoing(thread, to: &line)
        } else if let info {
            line.add(info.name, style)
        }
    }

    private func add(_ thread: ThreadID, _ number: Int?, to line: inout LineBuilder) {
        if let number { line.add("\(number) ", scene.theme[.error]) }
        // No name takes so much that its arrow has no room.
        line.add(scene.name(of: thread), scene.theme[.canvas], limit: max(line.columns / 3, 8))
    }

    private func addArrow(_ words: String, _ style: Style, to line: inout LineBuilder) {
        line.add(" \(scene.glyphs.rule)\(words)\(scene.glyphs.right) ", style)
    }

    /// What the one who has to act does meanwhile, unless it waits too and so has a line of its own.
    private func addDoing(_ thread: ThreadID, to line: inout LineBuilder) {
        let word: String
        switch scene.moment.state(of: thread).activity {
        case .running: word = "runs"
        case .ready: word = "ready"
        case .sleeping: word = "sleeps"
        case .done: word = "done"
        case .failed: word = "failed"
        case .waiting, .deadlocked, .new: return
        }
        line.add(", \(word)", scene.theme[.muted])
    }
}
