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
        return OverlayBox(content: content, theme: scene.theme, glyphs: scene.glyphs)
    }

    func draw(_ box: OverlayBox, on frame: inout Frame) { box.draw(on: &frame, offset: scroll.offset) }

    /// Whether the action stays with the screen, whatever lies over it: who looks at details may want to step. Known without
    /// the box, so that going through time makes one for each frame only.
    func passesOn(_ action: Action) -> Bool { open != .help && action.isOfRun }

    /// Whether the action was for what is open, or opened something. `box` is what `box(_:selected:)` gives.
    mutating func take(_ action: Action, _ box: OverlayBox?, _ size: Size) -> Bool {
        if let wanted = Overlay(action) {
            open = open == wanted ? nil : wanted
            scroll = Scroll()
            return true
        }
        guard let open, let box else { return false }
        switch (action, open) {
        case (.back, _), (.quit, _): self.open = nil
        case (.nextPanel, .contention): order = order.advanced(by: 1)
        case (.previousPanel, .contention): order = order.advanced(by: -1)
        case (.nextPanel, .details), (.previousPanel, .details):
            // To another lane, which the screen selects.
            scroll = Scroll()
            return false
        case (.nextTheme, _), (.previousTheme, _), (.togglePause, _), (.record, _), (.save, _): return false
        case (_, .help):
            _ = scroll.take(action.asListAction, page: box.page(size), last: box.lastOffset(size))
        default:
            _ = scroll.take(action, page: box.page(size), last: box.lastOffset(size))
        }
        return true
    }
}

extension Action {
    /// Whether it is about the run or the moment that is shown, and so of use whatever lies over the lanes.
    fileprivate var isOfRun: Bool {
        switch self {
        case .step, .stepBack, .stepThread, .slower, .faster, .zoomIn, .zoomOut, .scrubLeft, .scrubRight,
            .toStart,
            .toLive, .switchAxis, .restart:
            true
        default: false
        }
    }
}
