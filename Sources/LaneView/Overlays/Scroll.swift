import LaneCanvas

/// How far lines are scrolled in a window that does not hold them all.
struct Scroll: Hashable, Sendable {
    private(set) var offset = 0

    /// Whether the action scrolls; `last` is how far it can be scrolled, `page` how many lines are in view.
    mutating func take(_ action: Action, page: Int, last: Int) -> Bool {
        let rows: Int
        switch action {
        case .selectFirst: rows = -offset
        case .selectLast: rows = last
        case .mouse(let event): rows = 3 * event.wheel
        default:
            guard let moved = action.rows(page: page) else { return false }
            rows = moved
        }
        // What is scrolled may have become shorter meanwhile.
        offset = min(max(min(offset, last) + rows, 0), last)
        return true
    }
}
