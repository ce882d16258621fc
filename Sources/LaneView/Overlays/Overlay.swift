import LaneCanvas
import ThreadTrace
import Themes

/// What lies over the lanes.
enum Overlay: Hashable, Sendable {
    case help, details, waits, contention

    /// The overlay that an action opens, or closes when it is open.
    init?(_ action: Action) {
        switch action {
        case .help: self = .help
        case .choose: self = .details
        case .showWaits: self = .waits
        case .showContention: self = .contention
        default: return nil
        }
    }

    /// Whether an action is the screen's, though this lies over it: who looks at details may want to step; and whatever is read,
    /// the run can be paused, a recording begun, a colour changed.
    func leavesToScreen(_ action: Action) -> Bool {
        switch action.subject {
        case .playback: self != .help || action == .togglePause
        case .time: self != .help
        case .program: action != .quit && action != .chooseTheme
        default: false
        }
    }
}

/// Which overlay is open, at most one, how far it is scrolled, and how the contention table is sorted.
struct Overlays: Hashable, Sendable {
    private(set) var open: Overlay?
    private var scroll = Scroll()
    private var order = ContentionOrder.total

    /// What is open, over a scene in which `selected` is the selected thread.
    func box(_ scene: Scene, selected: ThreadID?) -> OverlayBox? {
        let content: any OverlayContent
        switch open {
        case nil: return nil
        case .help:
            content = HelpOverlay(
                table: scene.status.isReplay ? .replay : .lanes, theme: scene.theme, glyphs: scene.glyphs)
        case .details:
            guard let selected else { return nil }
            content = DetailsOverlay(scene, selected)
        case .waits: content = WaitsOverlay(scene)
        case .contention: content = ContentionOverlay(scene, by: order)
        }
        return OverlayBox(
            content: content, theme: scene.theme, glyphs: scene.glyphs, offset: scroll.offset)
    }

    /// What is open and has anything to show: details want a lane.
    func shown(selected: ThreadID?) -> Overlay? { open == .details && selected == nil ? nil : open }

    /// Opens what an action is for, or closes it.
    mutating func toggle(_ action: Action) {
        guard let wanted = Overlay(action) else { return }
        open = open == wanted ? nil : wanted
        scrollToTop()
    }

    mutating func scrollToTop() { scroll = Scroll() }

    /// An action while something is open. `box` is what `box(_:selected:)` gives.
    mutating func apply(_ action: Action, _ box: OverlayBox, _ size: Size) {
        switch (open, action) {
        case (_, .back), (_, .quit): open = nil
        case _ where Overlay(action) != nil: toggle(action)
        case (.contention, .nextPanel): order = order.advanced(by: 1)
        case (.contention, .previousPanel): order = order.advanced(by: -1)
        case (.help, _):
            _ = scroll.take(action.asListAction, page: box.page(size), last: box.lastOffset(size))
        default:
            _ = scroll.take(action, page: box.page(size), last: box.lastOffset(size))
        }
    }
}
