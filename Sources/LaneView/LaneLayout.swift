import LaneCanvas

/// Where each panel of the lane screen is.
///
/// What does not fit is dropped, the least needed first: the primitives, then the log; the header, the lanes and the key
/// bar always stay. A panel's first row is its title.
struct LaneLayout: Hashable, Sendable {
    static let minimum = Size(columns: 40, rows: 10)

    let lanes: Range<Int>
    let primitives: Area?
    let log: Area?
    /// The verdict in words, where it needs any.
    let banner: Range<Int>
    let keyBar: Int

    let names: Range<Int>
    let states: Range<Int>
    let chart: Range<Int>

    static let header = 0
    static let axis = 1

    /// How much there is to show decides between panels what size alone leaves open.
    init(_ size: Size, lanes laneCount: Int, primitives primitiveCount: Int, banner bannerCount: Int) {
        let columns = size.columns
        names = 2..<2 + min(max(columns / 6, 10), 24)
        let state = names.upperBound + 1
        states = state..<state + min(max(columns / 4, 10), 34)
        chart = states.upperBound + 1..<max(columns, states.upperBound + 1)

        keyBar = size.rows - 1
        let top = Self.axis + 1
        let bottom = max(keyBar - min(bannerCount, size.rows / 6), top)
        banner = bottom..<max(keyBar, bottom)

        let hasLog = size.rows >= 14
        let hasPrimitives = size.rows >= 18
        let content = bottom - top - (hasLog ? 1 : 0) - (hasPrimitives ? 1 : 0)
        guard hasLog else {
            lanes = top..<bottom
            primitives = nil
            log = nil
            return
        }
        let primitiveRows = hasPrimitives ? min(max(primitiveCount, 2), content / 3) : 0
        let logRows = content / 5
        // Never too few, so that the panels do not jump as the first threads come to life.
        let laneRows = min(max(laneCount, min(content / 3, 8)), content - primitiveRows - logRows)
        lanes = top..<top + laneRows
        var next = lanes.upperBound
        if hasPrimitives {
            primitives = Area(rows: next..<next + 1 + primitiveRows, columns: 0..<columns)
            next += 1 + primitiveRows
        } else {
            primitives = nil
        }
        log = Area(rows: next..<bottom, columns: 0..<columns)
    }
}
