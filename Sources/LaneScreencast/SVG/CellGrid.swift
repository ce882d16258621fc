import LaneCanvas

/// Where cells are in a picture, in pixels. Whole numbers, so that what fills a cell meets what fills the next.
enum CellGrid {
    static let width = 8
    static let height = 17
    /// From a cell's top.
    static let baseline = 13
    static let underline = 15
    /// Around the cells.
    static let padding = 12
    /// Characters of most monospaced fonts are three fifths as wide as the font is high.
    static let fontSize = "13.3"
    static let fonts =
        "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

    static func pixels(_ size: Size) -> (width: Int, height: Int) {
        (size.columns * width + 2 * padding, size.rows * height + 2 * padding)
    }
}
