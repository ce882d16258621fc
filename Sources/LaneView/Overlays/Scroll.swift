import LaneCanvas

/// How far lines are scrolled in a window that does not hold them all.
struct Scroll: Hashable, Sendable {
    private(set) var offset = 0

    /// Whether the action scrolls; `last` is how far it can be scrolled, `page` how many lines are in view.
    mutating func take(_ action: Action, page: Int, last: Int) -> Bool {
        let rows: Int
        switch action {
        case .selectUp: rows = -1
        case .selectDown: rows = 1
        case .pageUp: rows = -max(page, 1)
        case .pageDown: rows = max(page, 1)
        case .selectFirst: rows = -offset
        case .selectLast: rows = last
        case .mouse(let event): rows = event.kind == .press ? 0 : event.kind == .wheelUp ? -3 : 3
        default: return false
        }
        // What is scrolled may have become shorter meanwhile.
        offset = min(max(min(offset, last) + rows, 0), last)
        return true
    }
}
