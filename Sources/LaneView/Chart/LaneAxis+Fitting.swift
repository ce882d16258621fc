import ThreadTrace

extension LaneAxis {
    /// The finest axis on which everything up to `end` is in view.
    static func fitting(_ end: Int64, on unit: AxisUnit, _ count: Int) -> LaneAxis {
        let focus = Focus(place: end, isLive: true)
        var axis = LaneAxis(unit)
        while axis.canZoomIn { axis.zoom(by: -1, count, focus) }
        while axis.canZoomOut, axis.columns(count, focus).first > 0 { axis.zoom(by: 1, count, focus) }
        return axis
    }
}
