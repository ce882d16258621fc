import LaneCanvas

/// Frames of one size, for formats that have only one: of a larger frame the upper left, a smaller one filled up with blanks.
struct FittedFrames {
    private let size: Size
    private var shown: Frame?

    init(size: Size) { self.size = size }

    /// The same update, fitted; the first one is all new. Compares frames again only when a size has changed.
    mutating func fit(_ update: FrameUpdate) -> FrameUpdate {
        let frame = update.frame.fitted(to: size)
        defer { shown = frame }
        guard let shown else { return FrameUpdate(frame) }
        let isFitted = update.frame.size == size && !update.isWhole
        return isFitted ? update : FrameUpdate(frame, since: shown)
    }
}

extension Frame {
    /// The upper left, filled up with blanks. Free for a frame of that size.
    fileprivate func fitted(to size: Size) -> Frame {
        guard size != self.size else { return self }
        var frame = Frame(size: size)
        for row in 0..<min(size.rows, self.size.rows) {
            for column in 0..<min(size.columns, self.size.columns) where self[row, column].width > 0 {
                let cell = self[row, column]
                frame.put(cell.character, row: row, column: column, style: cell.style)
            }
        }
        return frame
    }
}
