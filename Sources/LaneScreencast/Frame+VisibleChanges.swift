import LaneCanvas

extension Frame {
    /// The changes that can be seen: `changes(since:)` without the cells that look as they did. Row by row, from the left,
    /// never adjacent, never with half a character. Without a frame of the same size before it, every row.
    func visibleChanges(since previous: Frame?) -> [FrameChange] {
        let changes = changes(since: previous)
        guard let previous, previous.size == size else { return changes }
        var visible: [FrameChange] = []
        for change in changes {
            var column = change.columns.lowerBound
            var start: Int?
            while column < change.columns.upperBound {
                let cell = self[change.row, column]
                let differs = cell.appearance != previous[change.row, column].appearance
                if differs, start == nil { start = column }
                if !differs, let first = start {
                    visible.append(FrameChange(row: change.row, columns: first..<column))
                    start = nil
                }
                column += max(Int(cell.width), 1)
            }
            if let start { visible.append(FrameChange(row: change.row, columns: start..<column)) }
        }
        return visible
    }
}
