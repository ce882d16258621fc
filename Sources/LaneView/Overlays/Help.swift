import LaneCanvas

/// Whether a screen's help is open, and how far it is scrolled.
struct Help: Hashable, Sendable {
    private var scroll: Scroll?

    var isOpen: Bool { scroll != nil }
    var offset: Int? { scroll?.offset }

    /// Whether the action was for the help. Open help takes everything but pausing and themes: who reads it may want these.
    mutating func take(_ action: Action, _ box: OverlayBox, _ size: Size) -> Bool {
        guard scroll != nil else {
            if action == .help { scroll = Scroll() }
            return action == .help
        }
        switch action {
        case .help, .back, .quit: scroll = nil
        case .nextTheme, .previousTheme, .togglePause: return false
        default:
            _ = scroll?.take(
                action.asListAction, page: box.page(size), last: box.lastOffset(size))
        }
        return true
    }
}

extension Action {
    /// Home and End, which go through time on a screen of lanes, go through a list's lines where there is nothing else.
    var asListAction: Action {
        switch self {
        case .toStart: .selectFirst
        case .toLive: .selectLast
        default: self
        }
    }
}
