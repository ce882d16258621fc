import ThreadTrace

extension LaneAxis {
    /// The finest axis on which everything from `start` to `end` is in view, and begins on the left.
    static func fitting(_ end: Int64, from start: Int64 = 0, on unit: AxisUnit, _ count: Int) -> LaneAxis {
        let focus = Focus(place: end, isLive: true)
        var axis = LaneAxis(unit)
        while axis.canZoomIn { axis.zoom(by: -1, count, focus) }
        while axis.canZoomOut, axis.columns(count, focus).first > start / axis.width {
            axis.zoom(by: 1, count, focus)
        }
        axis.begin(at: start)
        return axis
    }
}
