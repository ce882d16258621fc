import LaneCanvas

/// A part of a screen: it draws itself into an area, whatever else there is. What does not fit is cut.
protocol Panel {
    func draw(in area: Area, on frame: inout Frame)
}

extension Area {
    /// All of a frame.
    init(_ size: Size) { self.init(rows: 0..<size.rows, columns: 0..<size.columns) }

    /// A row across a frame, or from a column on.
    init(row: Int, columns: Range<Int>) { self.init(rows: row..<row + 1, columns: columns) }
}
