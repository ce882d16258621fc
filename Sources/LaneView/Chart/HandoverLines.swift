import LaneCanvas
import ThreadTrace
import Themes

/// Lines from what one thread gave to what another took because of it: from a release to an acquire, from a put to its get.
///
/// On an axis of steps they cross the lanes between, of the last step and of the selected lane; in the gaps between lanes, where there
/// are any, all of them are drawn. On an axis of time only what the selected lane took, and between lanes only.
struct HandoverLines {
    let scene: Scene
    let columns: AxisColumns
    /// The rows of the lanes in view.
    let rows: [ThreadID: Range<Int>]
    let selected: ThreadID?
    /// The column of the frame in which the chart begins.
    let left: Int
    let hasGaps: Bool

    func draw(_ marks: [StepMarks.Mark], on frame: inout Frame) {
        let last = scene.moment.stepCount
        for mark in marks {
            guard let taker = rows[mark.thread], let number = scene.trace.handover(to: mark.event) else {
                continue
            }
            let giving = scene.trace[number]
            guard let giver = rows[giving.thread], giver != taker else { continue }
            let isMarked =
                mark.thread == selected || giving.thread == selected
                || Int(scene.trace[mark.event].step) == last
            let from = columns.column(of: Int64(giving.step))
            let style =
                Int(scene.trace[mark.event].step) > last
                ? scene.theme[.rule] : scene.style(of: giving.resource)
            draw(from: max(from, 0), giver, to: mark.column, taker, style, crossing: isMarked, on: &frame)
        }
    }

    /// What the selected lane took, in the gaps between lanes of an axis of time.
    func drawSelected(on frame: inout Frame) {
        guard hasGaps, columns.unit == .time, let selected, let taker = rows[selected] else { return }
        let start = Instant(nanoseconds: columns.start(of: 0))
        let position = scene.hidesLater ? scene.place.position : scene.trace.count
        for (taken, given) in scene.trace.handovers(to: selected, since: start, before: position) {
            let giving = scene.trace[given]
            guard let giver = rows[giving.thread], giver != taker else { continue }
            let column = columns.column(of: scene.trace[taken].time.nanoseconds)
            guard column >= 0, column < columns.count else { continue }
            let from = max(columns.column(of: giving.time.nanoseconds), 0)
            let style = taken < scene.place.position ? scene.style(of: giving.resource) : scene.theme[.rule]
            draw(from: from, giver, to: column, taker, style, crossing: false, on: &frame)
        }
    }

    private func draw(
        from: Int, _ giver: Range<Int>, to column: Int, _ taker: Range<Int>, _ style: Style, crossing: Bool,
        on frame: inout Frame
    ) {
        let goesDown = giver.lowerBound < taker.lowerBound
        let glyphs = scene.glyphs
        let between = goesDown ? giver.upperBound..<taker.lowerBound : taker.upperBound..<giver.lowerBound
        let lanes = rows.values
        for row in between where crossing || !lanes.contains(where: { $0.contains(row) }) {
            frame.put(glyphs.side, row: row, column: left + column, style: style)
        }
        guard hasGaps, from < column, !between.isEmpty else { return }
        // From the giver to the taker's column, in the gap beside the giver's lane.
        let row = goesDown ? between.lowerBound : between.upperBound - 1
        frame.put(goesDown ? glyphs.downRight : glyphs.upRight, row: row, column: left + from, style: style)
        frame.fill(
            row: row, columns: left + from + 1..<left + column, character: glyphs.rule, style: style)
        frame.put(goesDown ? glyphs.upLeft : glyphs.downLeft, row: row, column: left + column, style: style)
    }
}
