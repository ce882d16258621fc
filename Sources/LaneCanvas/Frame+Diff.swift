/// A stretch of a row whose cells differ from the frame before.
package struct FrameChange: Hashable, Sendable {
    package let row: Int
    /// Never empty, and never ends inside a wide character, neither of the new frame nor of the old.
    package let columns: Range<Int>

    package init(row: Int, columns: Range<Int>) {
        self.row = row
        self.columns = columns
    }
}

extension Frame {
    /// What has to be drawn over `previous` to make it this frame, from the top left. Without a previous frame,
    /// or one of another size, that is every row.
    ///
    /// Linear in cells, without allocation until something differs; about a nanosecond a cell.
    package func changes(since previous: Frame?) -> [FrameChange] {
        guard let previous, previous.size == size else {
            guard size.columns > 0 else { return [] }
            return (0..<size.rows).map { FrameChange(row: $0, columns: 0..<size.columns) }
        }
        return cells.withUnsafeBufferPointer { new in
            previous.cells.withUnsafeBufferPointer { old in
                // The same storage: nobody has drawn since the copy.
                new.baseAddress == old.baseAddress ? [] : Self.changes(from: old, to: new, size: size)
            }
        }
    }

    private static func changes(
        from old: UnsafeBufferPointer<Cell>, to new: UnsafeBufferPointer<Cell>, size: Size
    ) -> [FrameChange] {
        var changes: [FrameChange] = []
        for row in 0..<size.rows {
            let start = row * size.columns
            let end = start + size.columns
            var index = start
            while index < end {
                guard new[index] != old[index] else {
                    index += 1
                    continue
                }
                // Never a right half: where one differs, so does the left half before it.
                let first = index
                repeat {
                    index += 1
                } while index < end
                    && (new[index] != old[index] || new[index].width == 0 || old[index].width == 0)
                changes.append(FrameChange(row: row, columns: first - start..<index - start))
            }
        }
        return changes
    }
}
