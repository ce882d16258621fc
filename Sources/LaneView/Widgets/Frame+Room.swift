import LaneCanvas
import Themes

extension Size {
    /// The smallest window that a screen fits into.
    package static let smallestScreen = Size(columns: 40, rows: 10)
}

extension Frame {
    /// Whether a screen fits; where none does, the frame says so, as far as that fits.
    mutating func hasRoom(_ theme: Theme) -> Bool {
        let minimum = Size.smallestScreen
        if size.columns >= minimum.columns, size.rows >= minimum.rows { return true }
        let needs = "needs \(minimum)"
        let texts = ["window too small: \(size), \(needs)", "\(size), \(needs)", needs, "\(minimum)"]
        let text = texts.first { $0.utf8.count <= size.columns } ?? "\(minimum)"
        write(
            text, row: size.rows / 2, column: max((size.columns - text.utf8.count) / 2, 0),
            style: theme[.canvas])
        return false
    }
}
