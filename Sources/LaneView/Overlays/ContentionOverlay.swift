import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// How often threads got through each lock and how long they had to wait for it first, as a table: of the whole run so far,
/// whichever moment is shown.
///
/// Waits that go on count in waits, max and total; p50 and p99 are of those that have ended.
struct ContentionOverlay: OverlayContent {
    private let scene: Scene
    private let order: ContentionOrder
    private let rows: [ContentionRow]
    /// The most that is sorted and shown: a run that makes locks without end costs no more.
    private static let limit = 1000

    init(_ scene: Scene, by order: ContentionOrder) {
        self.scene = scene
        self.order = order
        let contention = scene.analysis.contention
        let now = scene.trace.now
        let all = contention.resources.prefix(Self.limit).compactMap { contention[$0] }.map { entry in
            let oldest = entry.waiting == 0 ? nil : now.waiters(of: entry.resource, limit: 1).first
            return ContentionRow(
                entry, name: scene.trace[entry.resource]?.name ?? "",
                oldest: oldest.map { now.state(of: $0).since }, now: scene.now)
        }
        rows = ContentionRow.sorted(all, by: order)
    }

    var title: String { "contention" }
    var wantedColumns: Int { 96 }
    var keys: KeyTable { .openContention }

    func header(_ columns: Int) -> [[TextSpan]] {
        guard !rows.isEmpty else { return [] }
        let theme = scene.theme
        return [
            layout(columns) { column in
                let isSorted = column == order
                return (
                    isSorted ? "\(column.word)\(scene.glyphs.down)" : column.word,
                    theme[isSorted ? .heading : .muted]
                )
            }
        ]
    }

    func lineCount(_ columns: Int) -> Int { rows.count + legend(columns).count }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] {
        let legend = legend(columns)
        return range.map { $0 < rows.count ? line(rows[$0], columns) : legend[$0 - rows.count] }
    }

    private func legend(_ columns: Int) -> [[TextSpan]] {
        if rows.isEmpty {
            let text = scene.glyphs.fit("Nobody came to a lock yet.", columns)
            return [[TextSpan(text: text, style: scene.theme[.heading])]]
        }
        let text =
            "Half of the waits that have ended took no longer than p50, all but one in a hundred no longer than p99;"
            + " max and total count waits that go on."
        let lines = scene.glyphs.wrap(text, columns, lines: 6)
        return [[]] + lines.map { [TextSpan(text: $0, style: scene.theme[.muted])] }
    }

    private func line(_ row: ContentionRow, _ columns: Int) -> [TextSpan] {
        let theme = scene.theme
        let percentiles = row.percentiles
        return layout(columns) { column in
            switch column {
            case .name: return (row.name, scene.style(of: row.resource))
            case .uses: return ("\(row.uses)", theme[.canvas])
            case .waits: return ("\(row.waits)", theme[row.waits > 0 ? .canvas : .muted])
            case .median: return span(percentiles?.median)
            case .high: return span(percentiles?.high)
            case .longest: return span(row.longest)
            case .total: return span(row.total)
            }
        }
    }

    private func span(_ duration: Duration?) -> (String, Style) {
        duration.map { (TimeText.span($0, scene.glyphs), scene.theme[.canvas]) } ?? (
            String(scene.glyphs.rule), scene.theme[.muted]
        )
    }

    /// Numbers at the right, the name in what is left. Narrow tables leave out columns, never the one they are sorted by.
    private func layout(_ columns: Int, _ cell: (ContentionOrder) -> (String, Style)) -> [TextSpan] {
        let (names, shown) = plan(columns)
        var line = LineBuilder(columns, scene.glyphs)
        let (name, style) = cell(.name)
        line.add(name, style, limit: names)
        var end = names
        for column in shown {
            end += Self.width(of: column)
            let (text, style) = cell(column)
            line.add(text, style, endingAt: end)
        }
        return line.spans
    }

    private func plan(_ columns: Int) -> (names: Int, shown: [ContentionOrder]) {
        var shown = ContentionOrder.allCases.filter { $0 != .name }
        let least = 11
        for expendable in [ContentionOrder.median, .uses, .high, .total, .longest, .waits] {
            guard shown.reduce(least, { $0 + Self.width(of: $1) }) > columns else { break }
            if expendable != order { shown.removeAll { $0 == expendable } }
        }
        return (max(columns - shown.reduce(0) { $0 + Self.width(of: $1) }, 0), shown)
    }

    private static func width(of column: ContentionOrder) -> Int {
        switch column {
        case .name: 0
        case .uses, .waits: 9
        default: 10
        }
    }
}
