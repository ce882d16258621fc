import LaneCanvas

/// Where each panel of the lane screen is.
///
/// What does not fit is dropped, the least needed first: the code, the primitives, the slider, then the log; the header, the
/// lanes and the key bar always stay. A panel's first row is its title.
struct LaneLayout: Hashable, Sendable {
    static let minimum = Size(columns: 40, rows: 10)

    /// How much there is to show: it decides between panels what size alone leaves open.
    struct Content: Hashable, Sendable {
        var lanes = 0
        var primitives = 0
        /// Lines of what went wrong.
        var banner = 0
        var hasCode = false
    }

    let header: Area
    /// The axis, the lanes and the slider.
    let lanes: Area
    let hasSlider: Bool
    let primitives: Area?
    /// Beside the primitives, or below them in windows that are high and narrow.
    let code: Area?
    let log: Area?
    /// The verdict in words, where it needs any.
    let banner: Range<Int>
    let keyBar: Area

    /// Where the parts of the lanes are.
    var laneParts: LanesArea { LanesArea(lanes, hasSlider: hasSlider) }

    init(_ size: Size, _ content: Content, panels: Panels = .all) {
        let columns = size.columns
        let last = size.rows - 1
        header = Area(row: 0, columns: 0..<columns)
        keyBar = Area(row: last, columns: 0..<columns)
        // Below the header and the axis.
        let top = 2
        let bottom = max(last - min(content.banner, size.rows / 6), top)
        banner = bottom..<max(last, bottom)

        let isLow = size.rows < 14
        let hasLog = !isLow && panels.contains(.log)
        hasSlider = size.rows >= 12 || content.lanes < bottom - top
        let hasPrimitives = size.rows >= 18 && panels.contains(.primitives)
        let isBeside = columns >= 72 && hasPrimitives
        let hasCode =
            size.rows >= 18 && content.hasCode && panels.contains(.code)
            && (!hasPrimitives || isBeside || size.rows >= 32)
        guard !isLow else {
            lanes = Area(rows: top - 1..<bottom, columns: 0..<columns)
            (primitives, code, log) = (nil, nil, nil)
            return
        }
        let titles = (hasLog ? 1 : 0) + (hasPrimitives ? 1 : 0) + (hasCode && !isBeside ? 1 : 0)
        let rows = max(bottom - top - titles - (hasSlider ? 1 : 0), 0)
        // Enough lines of code to see what comes before and after, where there are not too many lanes for that.
        var codeRows = hasCode ? min(max(rows / 3, 3), 15) : 0
        var primitiveRows = hasPrimitives ? min(max(content.primitives, 2), rows / 3) : 0
        if hasCode, isBeside { primitiveRows = max(primitiveRows, codeRows) }
        let middle = primitiveRows + (isBeside ? 0 : codeRows)
        let logRows = hasLog ? rows / 5 : 0
        // Never too few, so that the panels do not jump as the first threads come to life.
        var laneRows = min(max(content.lanes, min(rows / 3, 8)), max(rows - middle - logRows, 1))
        // The log takes what is left; without it the code does, or else the lanes.
        let spare = hasLog ? 0 : max(rows - middle - laneRows, 0)
        if !hasCode {
            laneRows += spare
        } else if isBeside {
            primitiveRows += spare
        } else {
            codeRows += spare
        }
        var next = top + laneRows + (hasSlider ? 1 : 0)
        lanes = Area(rows: top - 1..<next, columns: 0..<columns)
        let split = hasCode && isBeside ? columns / 2 : columns
        primitives =
            hasPrimitives ? Area(rows: next..<next + 1 + primitiveRows, columns: 0..<split) : nil
        if let primitives, !hasCode || !isBeside { next = primitives.rows.upperBound }
        if !hasCode {
            code = nil
        } else {
            let height = 1 + (isBeside ? primitiveRows : codeRows)
            code = Area(rows: next..<next + height, columns: (isBeside ? split : 0)..<columns)
            next += height
        }
        log = hasLog ? Area(rows: next..<bottom, columns: 0..<columns) : nil
    }
}
