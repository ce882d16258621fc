import LaneCanvas
import ThreadTrace
import Themes

/// The ways that a run has gone, as a tree: where each left another, who went then, and how it ended; and the command that takes the
/// steps of the selected one.
struct BranchesOverlay: OverlayContent {
    /// Of a run that is shown the first steps are enough for a line.
    private static let shownSteps = 2_000

    private let scene: Scene
    private let branches: Branches
    private let rows: [Int]
    private let list: RowList

    init(_ scene: Scene, _ branches: Branches, _ list: RowList) {
        self.scene = scene
        self.branches = branches
        self.list = list
        rows = branches.rows
    }

    var title: String { "ways of \(scene.status.scenario)" }
    var wantedColumns: Int { 120 }
    var keys: KeyTable { .openBranches }

    func header(_ columns: Int) -> [[TextSpan]] {
        let run = rows[list.index(of: rows.count)]
        let command = branches.command(of: run, scene, atMost: Self.shownSteps)
        let style = scene.theme[.heading]
        return scene.glyphs.wrap(command, columns, lines: 3).map { [TextSpan(text: $0, style: style)] } + [[]]
    }

    func lineCount(_ columns: Int) -> Int { rows.count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] { range.map { line($0, columns) } }

    private func line(_ row: Int, _ columns: Int) -> [TextSpan] {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let run = rows[row]
        let way = branches.runs[run]
        let isSelected = row == list.index(of: rows.count)
        var line = LineBuilder(columns, glyphs)
        if isSelected { line.add(String(glyphs.selected), theme[.brand]) }
        line.tab(to: 2)
        line.add(run == branches.current ? String(glyphs.knob) : " ", theme[.brand])
        line.tab(to: 4)
        line.add(String(repeating: " ", count: 2 * min(depth(of: run), columns / 8)), theme[.muted])
        if way.parent == nil {
            line.add("from the start", theme[isSelected ? .heading : .canvas])
        } else {
            line.add("\(glyphs.downRight)\(glyphs.rule) ", theme[.rule])
            let who = way.thread.map { ": \(scene.name(of: $0))" } ?? ""
            line.add("after step \(way.step)\(who)", theme[isSelected ? .heading : .canvas])
        }
        line.add("  ", theme[.muted])
        let (words, role) = end(of: run)
        line.add(words, theme[role])
        return line.spans
    }

    private func depth(of run: Int) -> Int {
        var depth = 0
        var current = run
        while let parent = branches.runs[current].parent {
            depth += 1
            current = parent
        }
        return depth
    }

    /// How it stands now, or did when it was left.
    private func end(of run: Int) -> (String, Role) {
        let standing =
            run == branches.current
            ? branches.standing(of: scene.trace, scene.analysis, scene.status, atMost: 0)
            : branches.runs[run].standing
        let glyphs = scene.glyphs
        let found = standing.findings.isEmpty ? "" : ", \(standing.findings.joined(separator: ", "))"
        guard let verdict = standing.verdict else { return ("at step \(standing.steps)\(found)", .muted) }
        switch verdict {
        case .finished, .cancelled:
            let role: Role = found.isEmpty ? .done : .warning
            return ("\(glyphs.over) \(verdict.outcome.word)\(found)", role)
        case .deadlocked, .failed, .cutOff:
            return ("\(glyphs.failed) \(verdict.outcome.word)\(found)", .error)
        }
    }
}

extension Branches {
    /// The command that takes its steps, by now.
    func command(of run: Int, _ scene: Scene, atMost limit: Int?) -> String {
        let schedule =
            run == current
            ? standing(of: scene.trace, scene.analysis, scene.status, atMost: limit).schedule
            : runs[run].standing.schedule
        return
            "run \(scene.status.typedName) --schedule '\(schedule)'\(scene.status.typedArguments)"
    }
}
