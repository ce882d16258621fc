/// A stretch of a row that looks different from the frame before.
package struct FrameChange: Hashable, Sendable {
    package let row: Int
    /// Never empty, and never ends inside a wide character, neither of the new frame nor of the old.
    package let columns: Range<Int>

    package init(row: Int, columns: Range<Int>) {
        self.row = row
        self.columns = columns
    }
}

/// A frame, and where it looks different from the one before it: compared once, for all who show it.
///
/// Whoever shows updates must have shown the frame before. One who has not (it begins with this update, or its screen is not what
/// it was) takes all of the frame as new: `FrameUpdate(update.frame)`.
package struct FrameUpdate: Hashable, Sendable {
    package let frame: Frame
    /// What has to be drawn over the frame before, from the top left; never adjacent. Cells that differ and look alike
    /// (`Cell.appearance`) are not in it.
    package let changes: [FrameChange]
    /// Whether the changes are every row, whatever was there before.
    package let isWhole: Bool

    /// Linear in cells, without allocation until something differs; about a nanosecond a cell.
    ///
    /// - Parameter previous: the frame before; without one, or with one of another size, everything is new.
    package init(_ frame: Frame, since previous: Frame? = nil) {
        self.frame = frame
        guard let previous, previous.size == frame.size else {
            isWhole = true
            let size = frame.size
            changes =
                size.columns > 0
                ? (0..<size.rows).map { FrameChange(row: $0, columns: 0..<size.columns) } : []
            return
        }
        isWhole = false
        changes = frame.cells.withUnsafeBufferPointer { new in
            previous.cells.withUnsafeBufferPointer { old in
                // The same storage: nobody has drawn since the copy.
                new.baseAddress == old.baseAddress ? [] : Self.changes(from: old, to: new, size: frame.size)
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
                let first = index
                // By whole characters of the new frame. A character of the old one that ends elsewhere differs on both sides.
                while index < end, new[index] != old[index],
                    new[index].appearance != old[index].appearance
                {
                    index += max(Int(new[index].width), 1)
                }
                if index > first {
                    changes.append(FrameChange(row: row, columns: first - start..<index - start))
                } else {
                    index += 1
                }
            }
        }
        return changes
    }
}
