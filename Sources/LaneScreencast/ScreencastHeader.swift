import LaneCanvas

/// What a screencast says about itself before its first frame.
///
/// The size is the one the recording begins with, never smaller than one cell: no player shows less. A title may come from
/// anywhere; every format makes it harmless.
package struct ScreencastHeader: Hashable, Sendable {
    package var size: Size
    package var title: String
    package var palette: TerminalPalette
    /// Seconds since 1970; nil for files that come out the same every time.
    package var timestamp: Int?

    package init(
        size: Size, title: String = "", palette: TerminalPalette, timestamp: Int? = nil
    ) {
        self.size = Size(columns: max(size.columns, 1), rows: max(size.rows, 1))
        self.title = title
        self.palette = palette
        self.timestamp = timestamp
    }
}
