import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What can still come of the moment that is shown: how many ways there are, how each kind of them ends, and when it could no longer be
/// helped.
struct ProspectsOverlay: OverlayContent {
    private let scene: Scene
    private let list: RowList

    init(_ scene: Scene, _ list: RowList) {
        self.scene = scene
        self.list = list
    }

    private var prospects: Prospects? { scene.prospects }

    /// A line for each kind of end, and one for the point of no return.
    static func lineTotal(_ prospects: Prospects) -> Int {
        prospects.ends.count + (prospects.noReturn == nil ? 0 : 1)
    }

    var title: String {
        "from step \(scene.moment.stepCount)"
            + (prospects?.isRunning == true ? ", searching \(scene.glyphs.ellipsis)" : "")
    }
    var wantedColumns: Int { 120 }
    var keys: KeyTable { .openProspects }

    func header(_ columns: Int) -> [[TextSpan]] {
        let words =
            prospects.map(scene.words(for:))
            ?? (scene.status.isPaused || !scene.isLive
                ? "looking \(scene.glyphs.ellipsis)"
                : "while the run goes on nothing is looked for: space pauses it")
        return scene.glyphs.wrap(words, columns, lines: 2).map {
            [TextSpan(text: $0, style: scene.theme[.heading])]
        } + [[]]
    }

    func lineCount(_ columns: Int) -> Int { max(prospects.map(Self.lineTotal) ?? 0, 1) }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] { range.map { line($0, columns) } }

    private func line(_ row: Int, _ columns: Int) -> [TextSpan] {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        guard let prospects, row < Self.lineTotal(prospects) else { return [] }
        let isSelected = row == list.index(of: Self.lineTotal(prospects))
        let style = theme[isSelected ? .heading : .canvas]
        var line = LineBuilder(columns, glyphs)
        if isSelected { line.add(String(glyphs.selected), theme[.brand]) }
        line.tab(to: 2)
        guard prospects.ends.indices.contains(row) else {
            line.add("\(glyphs.cursor) ", theme[.error])
            line.add("point of no return: \(deed(ofStep: prospects.noReturn ?? 0)) ", style)
            line.add("every way from there goes wrong", theme[.muted])
            return line.spans
        }
        let end = prospects.ends[row]
        let digits = "\(prospects.ends.map(\.count).max() ?? 0)".utf8.count
        line.add("\(end.count)", style, endingAt: 2 + digits)
        line.add(end.count == 1 ? " way   " : " ways  ", style)
        line.add(
            "\(end.isWrong ? glyphs.failed : glyphs.done) \(end.words)", theme[end.isWrong ? .error : .done])
        line.add("  in \(end.steps.count) steps", theme[.muted])
        if !end.message.isEmpty { line.add("  \(end.message)", theme[.muted]) }
        return line.spans
    }

    private func deed(ofStep step: Int) -> String {
        guard let number = scene.trace.eventNumber(ofStep: step) else { return "step \(step)," }
        let event = scene.trace[number]
        return "step \(step), \(scene.name(of: event.thread)) \(scene.trace.deed(of: event)):"
    }
}
