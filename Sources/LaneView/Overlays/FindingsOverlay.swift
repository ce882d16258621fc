import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What is wrong with the run so far, or could go wrong, whichever moment is shown: a line for each, in the order of the moments that
/// show it, and the selected one in a sentence above.
struct FindingsOverlay: OverlayContent {
    /// Fewer columns have no room for a sentence in a line.
    private static let wideColumns = 60
    /// From here on the place in the source stands at the right.
    private static let placeColumns = 90
    private static let kindColumns = 13
    /// The room for the sentence does not depend on more of them, so that a long list costs no more.
    private static let measured = 50

    private let scene: Scene
    private let findings: [Finding]
    private let list: RowList
    private let rows: Int

    /// - Parameter rows: how many there are inside the box.
    init(_ scene: Scene, _ list: RowList, rows: Int) {
        self.scene = scene
        self.list = list
        self.rows = rows
        findings = scene.findings
    }

    var title: String { scene.isLookedThrough ? "findings" : "findings, looking \(scene.glyphs.ellipsis)" }
    var wantedColumns: Int { 120 }
    var keys: KeyTable { .openFindings }

    /// What is more than a list, and than a line of it.
    func header(_ columns: Int) -> [[TextSpan]] {
        guard !findings.isEmpty else { return [] }
        let room = max(rows - (rows < 9 ? 2 : 4), 1)
        let style = scene.theme[.heading]
        func sentence(_ finding: Finding) -> [String] {
            scene.glyphs.wrap(finding.description, columns, lines: room)
        }
        var lines = sentence(findings[list.index(of: findings.count)])
        // The list does not move when another is selected.
        let height = findings.prefix(Self.measured).map { sentence($0).count }.max() ?? 0
        while lines.count < height { lines.append("") }
        return lines.map { [TextSpan(text: $0, style: style)] } + [[]]
    }

    func lineCount(_ columns: Int) -> Int { max(findings.count, 1) + notes(columns).count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] {
        let top = max(findings.count, 1)
        let notes = notes(columns)
        return range.map { row in
            if row >= top { return notes[row - top] }
            return findings.isEmpty ? nothing(columns) : line(row, columns)
        }
    }

    private func nothing(_ columns: Int) -> [TextSpan] {
        let words =
            if !scene.isLookedThrough {
                "Nothing so far."
            } else if scene.trace.verdict == nil {
                "Nothing was found so far."
            } else {
                "Nothing was found."
            }
        return [TextSpan(text: scene.glyphs.fit(words, columns), style: scene.theme[.heading])]
    }

    /// What is missing in the list.
    private func notes(_ columns: Int) -> [[TextSpan]] {
        var notes = scene.analysis.findingIndex.counts.compactMap { kind, count -> String? in
            guard count > Findings.mostOfAKind else { return nil }
            return "and \(kind.counted(count - Findings.mostOfAKind)) besides"
        }
        if scene.analysis.findings.isIncomplete {
            notes.append("Too many threads at once: not all races and lock orders are found.")
        }
        return notes.flatMap { scene.glyphs.wrap($0, columns, lines: 3) }
            .map { [TextSpan(text: $0, style: scene.theme[.muted])] }
    }

    private func line(_ row: Int, _ columns: Int) -> [TextSpan] {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let finding = findings[row]
        let isSelected = row == list.index(of: findings.count)
        let isWide = columns >= Self.wideColumns
        let place = columns >= Self.placeColumns ? self.place(of: finding) : nil
        var line = LineBuilder(columns, glyphs)
        if isSelected { line.add(String(glyphs.selected), theme[.brand]) }
        let label = isWide ? "step " : ""
        let stepEnd = 2 + "\(label)\(scene.trace.stepCount)".utf8.count
        line.add("\(label)\(scene.trace[finding.moment].step)", theme[.muted], endingAt: stepEnd)
        line.tab(to: stepEnd + 2)
        line.add(finding.kind.word, theme[finding.kind.role])
        line.tab(to: stepEnd + 2 + Self.kindColumns)
        let style = theme[isSelected ? .heading : .canvas]
        guard isWide else {
            line.add(finding.resources.compactMap { scene.trace[$0]?.name }.joined(separator: ", "), style)
            return line.spans
        }
        let room = columns - line.column - (place.map { DisplayText.width(of: $0) + 2 } ?? 0)
        line.add(scene.headline(of: finding), style, limit: room)
        if let place { line.add(place, theme[.muted], endingAt: columns) }
        return line.spans
    }

    private func place(of finding: Finding) -> String? {
        guard let index = finding.events.firstIndex(of: finding.moment) else { return nil }
        return finding.places[index].map(scene.words(for:))
    }
}

extension Finding.Kind {
    /// The word for it in a list.
    fileprivate var word: String {
        switch self {
        case .dataRace: "data race"
        case .lostUpdate: "lost update"
        case .lockOrderInversion: "lock order"
        case .deadlock: "deadlock"
        case .failure: "failure"
        case .lostWakeUp: "lost wake-up"
        case .starvation: "overtaken"
        case .lockHeldAtEnd: "lock held"
        }
    }

    /// How grave it is: it has happened, it could, it is only told.
    fileprivate var role: Role {
        switch self {
        case .lostUpdate, .deadlock, .failure, .lostWakeUp: .error
        case .dataRace, .lockOrderInversion, .lockHeldAtEnd: .warning
        case .starvation: .muted
        }
    }
}
