import LaneCanvas

extension Frame {
    /// Where two frames do not look the same, in words. Of a bare space only the background can be seen.
    func differences(from other: Frame) -> [String] {
        guard size == other.size else { return ["size \(other.size), not \(size)"] }
        var found: [String] = []
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let (cell, otherCell) = (seen(row, column), other.seen(row, column))
                if cell != otherCell { found.append("\(row),\(column): \(otherCell), not \(cell)") }
            }
        }
        return found
    }

    private func seen(_ row: Int, _ column: Int) -> Cell {
        let cell = self[row, column]
        guard cell.character == " ", cell.width == 1,
            cell.style.attributes.isDisjoint(with: [.underline, .reverse])
        else { return cell }
        return .blank(Style(background: cell.style.background))
    }
}
