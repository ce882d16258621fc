import LaneCanvas

/// Whether a screen's help is open, and how far it is scrolled.
struct Help: Hashable, Sendable {
    private(set) var offset: Int?

    var isOpen: Bool { offset != nil }

    /// Whether the action was for the help. Open help takes everything but pausing and themes: who reads it may want these.
    mutating func take(_ action: Action, _ overlay: HelpOverlay, _ size: Size) -> Bool {
        guard let offset else {
            if action == .help { self.offset = 0 }
            return action == .help
        }
        let page = max(size.rows - 3, 1)
        var rows = 0
        switch action {
        case .help, .back, .quit:
            self.offset = nil
            return true
        case .nextTheme, .previousTheme, .togglePause: return false
        case .selectUp: rows = -1
        case .selectDown: rows = 1
        case .pageUp: rows = -page
        case .pageDown: rows = page
        case .selectFirst, .toStart: rows = -offset
        case .selectLast, .toLive: rows = Int(Int32.max)
        case .mouse(let event): rows = event.kind == .press ? 0 : event.kind == .wheelUp ? -3 : 3
        default: break
        }
        self.offset = min(max(offset + rows, 0), overlay.lastOffset(size))
        return true
    }
}
