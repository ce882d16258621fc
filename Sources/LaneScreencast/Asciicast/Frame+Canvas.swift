import LaneCanvas

extension Frame {
    /// The background that most cells have: what the screen is cleared with. Linear in cells.
    var canvas: Color {
        var counts: [Color: Int] = [:]
        var best = (color: Color.standard, count: 0)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let color = self[row, column].style.background
                let count = counts[color, default: 0] + 1
                counts[color] = count
                if count > best.count { best = (color, count) }
            }
        }
        return best.color
    }
}
