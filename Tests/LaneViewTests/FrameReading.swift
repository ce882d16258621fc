import LaneCanvas

/// Where lanes are on a screen, read off it as a user would.
extension Frame {
    /// The row of the lane of this name.
    func laneRow(_ name: String) -> Int? {
        (2..<size.rows).first { row in
            name.enumerated().allSatisfy { self[row, 2 + $0.offset].character == $0.element }
        }
    }

    /// The column in which the chart begins: below the axis's first label, which is 0.
    var chartColumn: Int? { (10..<size.columns).first { self[1, $0].character == "0" } }

    /// A lane from where its chart begins.
    func lane(_ name: String) -> String? {
        guard let row = laneRow(name), let start = chartColumn else { return nil }
        return String((start..<size.columns).map { self[row, $0].character })
    }
}
