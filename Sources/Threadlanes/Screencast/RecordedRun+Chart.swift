import LaneCanvas
import LaneScreencast
import LaneView
import Themes
import ThreadTrace

extension RecordedRun {
    /// The whole lane chart with its legend, as an SVG.
    ///
    /// - Parameter axis: nil for time, unless the run was over too soon for that.
    func chart(_ theme: Theme, columns: Int, axis: AxisUnit? = nil) -> String {
        var trace = Trace()
        trace.append(batch)
        let status = RunStatus(header, listings, now: end)
        let frame = ChartSheet(
            trace: trace, status: status, theme: theme, glyphs: .unicode, columns: columns,
            axis: axis
        ).frame
        return SVGStill.svg(
            frame, header: ScreencastHeader(frame.size, title: header.title, theme, timestamp: nil))
    }
}
