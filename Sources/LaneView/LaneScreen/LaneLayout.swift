import LaneCanvas

/// Where each panel of the lane screen is.
///
/// What does not fit is dropped, the least needed first: the code, the primitives, the slider, then the log; the header, the
/// lanes and the key bar always stay. A panel's first row is its title.
struct LaneLayout: Hashable, Sendable {
    /// How much there is to show: it decides between panels what size alone leaves open.
    struct Content: Hashable, Sendable {
        var lanes = 0
        var primitives = 0
        /// Lines of what is to be tried.
        var dare = 0
        /// Lines of what went wrong.
        var banner = 0
        var hasCode = false
        /// Whether anything was logged: until then the log takes no row that a lane could have.
        var hasMessages = true
        var needs = LanesArea.Needs()
    }

    let header: Area
    /// What is to be tried, where somebody chooses.
    let dare: Range<Int>
    /// The axis, the lanes, what the last step did, and the slider; no rows where they are not to be seen.
    let lanes: Area
    /// Where the parts of the lanes are.
    let laneParts: LanesArea
    let primitives: Area?
    /// Beside the primitives, or below them in windows that are high and narrow.
    let code: Area?
    let log: Area?
    /// The verdict in words, where it needs any.
    let banner: Range<Int>
    let keyBar: Area

    /// - Parameter hasKeyBar: where there is none it is below the frame.
    init(_ size: Size, _ content: Content, panels: Panels = .all, hasKeyBar: Bool = true) {
        let columns = size.columns
        let last = hasKeyBar ? size.rows - 1 : size.rows
        header = Area(row: 0, columns: 0..<columns)
        let top = 1 + min(content.dare, max(size.rows - 8, 0))
        dare = 1..<top
        keyBar = Area(row: last, columns: 0..<columns)
        let bottom = max(last - min(content.banner, size.rows / 6), top + 1)
        banner = bottom..<max(last, bottom)

        let isLow = size.rows < 14
        let hasLanes = panels.contains(.lanes)
        let others: Panels = isLow && hasLanes ? [] : panels.subtracting(.lanes)
        let isTight = size.rows < 18 && hasLanes
        let hasLog = others.contains(.log)
        let hasPrimitives = !isTight && others.contains(.primitives)
        let isBeside = columns >= 72 && hasPrimitives
        let hasCode =
            !isTight && content.hasCode && others.contains(.code)
            && (!hasPrimitives || isBeside || size.rows >= 32)
        let hasSlider = hasLanes && (size.rows >= 12 || content.lanes < bottom - top - 1)
        let stepLines = !hasLanes || isLow ? 0 : size.rows >= 18 ? 2 : 1

        let titles = (hasLog ? 1 : 0) + (hasPrimitives ? 1 : 0) + (hasCode && !isBeside ? 1 : 0)
        let fixed = top + (hasLanes ? 1 + stepLines + (hasSlider ? 1 : 0) : 0) + titles
        let rows = max(bottom - fixed, 0)
        // Enough lines of code to see what comes before and after, where there are not too many lanes for that.
        var codeRows = hasCode ? min(max(rows / 3, 3), 15) : 0
        var primitiveRows = hasPrimitives ? min(max(content.primitives, 2), rows / 3) : 0
        if hasCode, isBeside { primitiveRows = max(primitiveRows, codeRows) }
        let middle = primitiveRows + (isBeside ? 0 : codeRows)
        let logRows = hasLog && content.hasMessages ? rows / 5 : 0
        let room = max(rows - middle - logRows, 1)
        let pitch = Self.pitch(content.lanes, rows: room)
        // Never too few, so that the panels do not jump as the first threads come to life.
        var laneRows = hasLanes ? min(max(content.lanes * pitch, min(rows / 3, 8)), room) : 0
        // The log takes what is left; without it the code does, or else the lanes, or else the primitives.
        let spare = hasLog ? 0 : max(rows - middle - laneRows, 0)
        if hasCode {
            if isBeside { primitiveRows += spare } else { codeRows += spare }
        } else if hasLanes {
            laneRows += spare
        } else if hasPrimitives {
            primitiveRows += spare
        }
        var next = top + (hasLanes ? 1 + laneRows + stepLines + (hasSlider ? 1 : 0) : 0)
        if isLow, hasLanes { next = bottom }
        lanes = Area(rows: top..<next, columns: 0..<columns)
        // A short run needs no room for what its last step did: then the lines stand below the lanes all the same.
        let lowRows = bottom - top - 1 - (hasSlider ? 1 : 0) - max(content.lanes, 3)
        let lowLines = isLow ? min(max(lowRows, 0), 2) : stepLines
        let shownRows = isLow ? bottom - top - 1 - (hasSlider ? 1 : 0) - lowLines : laneRows
        laneParts = LanesArea(
            lanes, hasSlider: hasSlider, stepLines: hasLanes ? lowLines : 0,
            pitch: Self.pitch(content.lanes, rows: shownRows), needs: content.needs)
        let split = hasCode && isBeside ? columns / 2 : columns
        primitives =
            hasPrimitives ? Area(rows: next..<next + 1 + primitiveRows, columns: 0..<split) : nil
        if let primitives, !hasCode || !isBeside { next = primitives.rows.upperBound }
        if hasCode {
            let height = 1 + (isBeside ? primitiveRows : codeRows)
            code = Area(rows: next..<next + height, columns: (isBeside ? split : 0)..<columns)
            next += height
        } else {
            code = nil
        }
        log = hasLog ? Area(rows: next..<max(bottom, next), columns: 0..<columns) : nil
    }

    /// For an audience: a title, the lanes as high as they can be, and what the last step did.
    init(presenting size: Size, _ content: Content) {
        let columns = 0..<size.columns
        header = Area(row: 0, columns: columns)
        dare = 1..<1
        keyBar = Area(row: size.rows - 1, columns: columns)
        (primitives, code, log) = (nil, nil, nil)
        let bottom = max(size.rows - 1 - content.banner, 3)
        banner = bottom..<max(size.rows - 1, bottom)
        lanes = Area(rows: 2..<bottom, columns: columns)
        laneParts = LanesArea(
            lanes, hasSlider: false, stepLines: size.rows >= 14 ? 3 : 1,
            pitch: Self.pitch(content.lanes, rows: lanes.rows.count - 4, most: 4), needs: content.needs)
    }

    /// Lanes take two rows and stand apart, where all of them have room for that.
    private static func pitch(_ lanes: Int, rows: Int, most: Int = 3) -> Int {
        // As if there were a few from the beginning, so that they do not jump as the first threads come to life.
        let lanes = max(lanes, 3)
        return (2...most).last { lanes * $0 - 1 <= rows } ?? 1
    }
}
