import LaneCanvas

/// Where text and lanes of a page are: beside each other in wide windows, or else one above the other where the text leaves room for the
/// lanes, or else in turns.
struct LessonLayout: Hashable, Sendable {
    /// Lines longer than this are hard to read.
    private static let longestLine = 72
    private static let columnBeside = 50
    /// Windows this wide have room for both.
    private static let wide = 130
    /// What lanes need at least.
    private static let leastLaneRows = 10
    /// Windows this low have no row for the title above the lanes.
    private static let lowRows = 12

    /// Its first row is the title, its last the keys; nil while the lanes have all the room but the title.
    let text: Area?
    /// nil where there are none to be seen.
    let lanes: Area?
    /// Whether the user has to turn from one to the other.
    let isInTurns: Bool

    /// In how many columns lines may have to be, in a window of so many.
    static func lineColumns(inWindowOf columns: Int) -> [Int] {
        [lineColumns(columns), lineColumns(columnBeside)]
    }

    /// - Parameter lineCount: how many lines the text has in so many columns.
    init(_ size: Size, hasLanes: Bool, showsLanes: Bool, lineCount: (Int) -> Int) {
        let all = Area(size)
        guard hasLanes else {
            (text, lanes, isInTurns) = (all, nil, false)
            return
        }
        if size.columns >= Self.wide, lineCount(Self.lineColumns(Self.columnBeside)) <= size.rows - 2 {
            text = Area(rows: all.rows, columns: 0..<Self.columnBeside)
            lanes = Area(rows: all.rows, columns: Self.columnBeside..<size.columns)
            isInTurns = false
            return
        }
        let rows = 2 + lineCount(Self.lineColumns(size.columns))
        if size.rows - rows >= Self.leastLaneRows {
            text = Area(rows: 0..<rows, columns: all.columns)
            lanes = Area(rows: rows..<size.rows, columns: all.columns)
            isInTurns = false
            return
        }
        isInTurns = true
        text = showsLanes ? nil : all
        lanes =
            showsLanes
            ? Area(rows: (size.rows < Self.lowRows ? 0 : 1)..<size.rows, columns: all.columns) : nil
    }

    /// How long lines are in an area of so many columns.
    static func lineColumns(_ columns: Int) -> Int { max(min(columns - 4, longestLine), 1) }
}
