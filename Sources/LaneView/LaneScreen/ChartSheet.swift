import LaneCanvas
import ThreadTrace
import Themes

/// A whole run as a still, for print: all of its lanes over all of its time, what its threads met at, and what the glyphs and
/// colours mean. As high as it takes, and drawn by the panels of the screen.
package struct ChartSheet {
    /// More lanes than this nobody reads on paper; how many are left out is told.
    private static let mostLanes = 500
    private static let mostPrimitives = 60

    private let scene: Scene
    private let columns: Int
    private let unit: AxisUnit

    /// - Parameters:
    ///   - status: its clock is where the lanes end; that it is paused, recorded or played is not told.
    ///   - columns: held to what a screen needs at least.
    ///   - axis: nil for time, unless the run was over too soon for that to show anything.
    package init(
        trace: Trace, status: RunStatus, theme: Theme, glyphs: Glyphs, columns: Int, axis: AxisUnit? = nil
    ) {
        var status = status
        (status.isReplay, status.isPaused, status.recording, status.notice) = (false, false, nil, nil)
        (status.next, status.upcoming, status.nextOperation) = (nil, nil, nil)
        scene = Scene(trace: trace, status: status, theme: theme, glyphs: glyphs)
        self.columns = max(columns, Size.smallestScreen.columns)
        unit = axis ?? scene.tellingUnit
    }

    package var frame: Frame {
        let lanes = min(scene.trace.threadCount, Self.mostLanes)
        let left = scene.trace.threadCount - lanes
        // Below the header.
        let lanesArea = Area(rows: 1..<2 + lanes, columns: 0..<columns)
        let inventory = Inventory(scene)
        let primitives = min(inventory.rowCount, Self.mostPrimitives)
        let legend = HelpLegend(theme: scene.theme, glyphs: scene.glyphs).chart(in: columns - 3)
        let verdict = scene.trace.verdict?.message ?? ""
        let banner = verdict.isEmpty ? [] : scene.glyphs.wrap(verdict, columns - 4, lines: 8)

        var next = lanesArea.rows.upperBound + (left > 0 ? 1 : 0)
        let bannerRow = next
        next += banner.count + 1
        let area = primitives > 0 ? Area(rows: next..<next + 1 + primitives, columns: 0..<columns) : nil
        next = (area?.rows.upperBound).map { $0 + 1 } ?? next
        let legendArea = Area(rows: next..<next + 1 + legend.count, columns: 0..<columns)

        var frame = Frame(
            size: Size(columns: columns, rows: legendArea.rows.upperBound), style: scene.theme[.canvas])
        HeaderLine(scene: scene, isStill: true).draw(in: Area(row: 0, columns: 0..<columns), on: &frame)
        drawLanes(in: lanesArea, on: &frame)
        if left > 0 {
            let text = left == 1 ? "1 more lane is left out" : "\(left) more lanes are left out"
            frame.write(text, row: lanesArea.rows.upperBound, column: 2, style: scene.theme[.heading])
        }
        for (index, line) in banner.enumerated() {
            let text = index == 0 ? "\(scene.glyphs.failed) \(line)" : "  \(line)"
            frame.write(text, row: bannerRow + index, column: 2, style: scene.theme[.error])
        }
        if let area {
            PrimitivesPanel(
                scene: scene, inventory: inventory, selection: PrimitiveSelection(), isFocused: false
            ).draw(in: area, on: &frame)
        }
        frame.writeTitle("legend", of: legendArea, theme: scene.theme, glyphs: scene.glyphs)
        for (row, line) in zip(legendArea.rows.dropFirst(), legend) {
            frame.write(line, row: row, column: 2, limit: columns - 3)
        }
        return frame
    }

    private func drawLanes(in area: Area, on frame: inout Frame) {
        let layout = LanesArea(
            area, hasSlider: false,
            needs: LanesArea.Needs(scene, Array(scene.trace.threadIDs.prefix(Self.mostLanes))))
        let chart = layout.chart.count
        let axis = LaneAxis.fitting(
            scene.end(on: unit), from: scene.trace.start(on: unit), on: unit, chart)
        let focus = LaneAxis.Focus(place: scene.end(on: unit), isLive: false)
        LanesPanel(
            scene: scene, columns: axis.columns(chart, focus),
            roster: LaneRoster(), marks: LaneMarks(scene, highlighting: nil), layout: layout, isStill: true
        ).draw(in: area, on: &frame)
    }
}
