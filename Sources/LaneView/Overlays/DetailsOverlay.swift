import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// One thread at the moment that is shown: what it does, what it holds and waits for, what it will do next, where its time
/// went, and everything it ever did, the latest first.
///
/// The history is read from the trace where it is in view: however long it is, a frame costs the lines it shows.
struct DetailsOverlay: OverlayContent {
    let scene: Scene
    let thread: ThreadID
    /// What is known at once: everything but the history.
    private let summary: LaneSummary
    private let eventCount: Int

    init(_ scene: Scene, _ thread: ThreadID) {
        self.scene = scene
        self.thread = thread
        summary = LaneSummary(scene, thread)
        eventCount = scene.trace.eventCount(of: thread, before: scene.moment.position)
    }

    /// With the number by which a schedule names it.
    var title: String { "\(scene.name(of: thread)), thread \(thread)" }
    var wantedColumns: Int { 140 }
    var keys: KeyTable { .openDetails }

    func lineCount(_ columns: Int) -> Int { summary.lines(columns).count + 1 + eventCount }

    func lines(_ range: Range<Int>, _ columns: Int) -> [[TextSpan]] {
        let top = summary.lines(columns) + [heading(columns)]
        return range.map { $0 < top.count ? top[$0] : line(eventCount - 1 - ($0 - top.count), columns) }
    }

    // Where the columns of the history begin.
    private static let timeEnd = 9
    private static let spanEnd = 19
    private static let stateColumn = 21

    private func eventColumn(_ columns: Int) -> Int? {
        columns >= 60 ? Self.stateColumn + (columns - Self.stateColumn) * 6 / 11 : nil
    }

    private func heading(_ columns: Int) -> [TextSpan] {
        let style = scene.theme[.heading]
        var line = LineBuilder(columns, scene.glyphs)
        line.add("since", style, endingAt: Self.timeEnd)
        line.add("for", style, endingAt: Self.spanEnd)
        line.tab(to: Self.stateColumn)
        line.add("state", style)
        if let column = eventColumn(columns) {
            line.tab(to: column)
            line.add("what it did", style)
        }
        return line.spans
    }

    private func line(_ number: Int, _ columns: Int) -> [TextSpan] {
        guard let event = scene.trace.event(number, of: thread) else { return [] }
        let theme = scene.theme
        let isLast = number == eventCount - 1
        let next = isLast ? nil : scene.trace.event(number + 1, of: thread)
        var line = LineBuilder(columns, scene.glyphs)
        line.add(TimeText.clock(event.time), theme[.muted], endingAt: Self.timeEnd)
        if !event.activity.isFinal {
            let span = event.time.duration(to: next?.time ?? scene.place.time)
            line.add(TimeText.span(span, scene.glyphs), theme[.canvas], endingAt: Self.spanEnd)
        }
        line.tab(to: Self.stateColumn)
        let cell = LaneCell(LaneColumn(event.state), in: scene)
        line.add(String(repeating: cell.glyph, count: 2), cell.style)
        line.tab(to: Self.stateColumn + 3)
        let words = scene.words(for: event.state)
        if let column = eventColumn(columns) {
            line.add(words.whole, words.style, limit: column - 2 - line.column)
            line.tab(to: column)
            line.add(scene.words(for: event), theme[.canvas])
        } else {
            line.add(scene.words(for: event), words.style)
        }
        return line.spans
    }
}
