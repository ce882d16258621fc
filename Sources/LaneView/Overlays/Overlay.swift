import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What lies over the lanes.
enum Overlay: Hashable, Sendable {
    case help, details, waits, contention, findings, branches, prospects

    /// The overlay that an action opens, or closes when it is open.
    init?(_ action: Action) {
        switch action {
        case .help: self = .help
        case .choose: self = .details
        case .showWaits: self = .waits
        case .showContention: self = .contention
        case .showFindings: self = .findings
        case .showBranches: self = .branches
        case .showProspects: self = .prospects
        default: return nil
        }
    }

    /// Whether one of its lines is selected.
    var isList: Bool { self == .findings || self == .branches || self == .prospects }

    /// Whether an action is the screen's, though this lies over it: who looks at details may want to step; and whatever is read,
    /// the run can be paused, a recording begun, a colour changed.
    func leavesToScreen(_ action: Action) -> Bool {
        switch action.subject {
        case .playback: self != .help || action == .togglePause
        case .steering: self != .help && action != .copy && !(isList && action == .go)
        case .time: self != .help
        case .program: action != .quit && action != .chooseTheme
        default: false
        }
    }
}

/// Which overlay is open, at most one, how far it is scrolled, how the contention table is sorted, and which
/// finding is selected.
struct Overlays: Hashable, Sendable {
    private(set) var open: Overlay?
    private var scroll = Scroll()
    private var order = ContentionOrder.total
    private var list = RowList()

    /// What is open, over a scene in which `selected` is the selected thread, in a window of this size.
    func box(_ scene: Scene, selected: ThreadID?, _ branches: Branches, _ size: Size) -> OverlayBox? {
        let content: any OverlayContent
        switch open {
        case nil: return nil
        case .help:
            let table: KeyTable =
                scene.status.isReplay ? .replay : scene.status.wheel != nil ? .steering : .lanes
            content = HelpOverlay(
                table: scene.status.isInLesson ? table.withLesson : table,
                theme: scene.theme, glyphs: scene.glyphs)
        case .details:
            guard let selected else { return nil }
            content = DetailsOverlay(scene, selected)
        case .waits: content = WaitsOverlay(scene)
        case .contention: content = ContentionOverlay(scene, by: order)
        case .findings: content = FindingsOverlay(scene, list, rows: OverlayBox.drawerRows(size))
        case .branches: content = BranchesOverlay(scene, branches, list)
        case .prospects: content = ProspectsOverlay(scene, list)
        }
        var box = OverlayBox(
            content: content, theme: scene.theme, glyphs: scene.glyphs, offset: scroll.offset)
        if open?.isList == true {
            box.offset = list.visible(box.lineCount(size), height: box.page(size)).lowerBound
        }
        return box
    }

    /// What is open and has anything to show: details want a lane.
    func shown(selected: ThreadID?) -> Overlay? { open == .details && selected == nil ? nil : open }

    /// Opens what an action is for, or closes it.
    mutating func toggle(_ action: Action) {
        guard let wanted = Overlay(action) else { return }
        open = open == wanted ? nil : wanted
        scrollToTop()
    }

    mutating func scrollToTop() {
        scroll = Scroll()
        list = RowList()
    }

    /// The finding that is selected, where they are listed.
    func selectedFinding(_ scene: Scene) -> Finding? {
        let all = scene.findings
        return open == .findings && !all.isEmpty ? all[list.index(of: all.count)] : nil
    }

    /// Selects the last finding before the moment that is shown, or the first where that is the present.
    mutating func selectFinding(_ scene: Scene, _ size: Size) {
        guard open == .findings, !scene.isLive, let box = box(scene, selected: nil, Branches(), size)
        else { return }
        let place = scene.findings.lastIndex { $0.moment < scene.place.position } ?? 0
        list.select(place, of: box.lineCount(size), height: box.page(size))
    }

    /// The run that is selected, where they are listed.
    func selectedRun(_ branches: Branches) -> Int? {
        let rows = branches.rows
        return open == .branches ? rows[list.index(of: rows.count)] : nil
    }

    /// The line that is selected, where ends are listed.
    func selectedEnd(_ count: Int) -> Int? { open == .prospects && count > 0 ? list.index(of: count) : nil }

    /// Selects the run that is shown.
    mutating func selectRun(_ branches: Branches, _ box: OverlayBox?, _ size: Size) {
        guard open == .branches, let box, let place = branches.rows.firstIndex(of: branches.current) else {
            return
        }
        list.select(place, of: box.lineCount(size), height: box.page(size))
    }

    mutating func close() { open = nil }

    /// An action while something is open. `box` is what `box(_:selected:_:)` gives.
    mutating func apply(_ action: Action, _ box: OverlayBox, _ size: Size) {
        switch (open, action) {
        case (_, .back), (_, .quit): open = nil
        case _ where Overlay(action) != nil: toggle(action)
        case (.contention, .nextPanel): order = order.advanced(by: 1)
        case (.contention, .previousPanel): order = order.advanced(by: -1)
        case (.findings, _), (.branches, _), (.prospects, _):
            let count = box.lineCount(size)
            let height = box.page(size)
            switch action {
            case .selectFirst: list.select(0, of: count, height: height)
            case .selectLast: list.select(count - 1, of: count, height: height)
            case .mouse(let event) where event.kind == .press:
                if let line = box.line(at: event.row, size) { list.select(line, of: count, height: height) }
            case .mouse(let event): list.scroll(by: 3 * event.wheel, of: count, height: height)
            default: list.move(by: action.rows(page: height - 1) ?? 0, of: count, height: height)
            }
        case (.help, _):
            _ = scroll.take(action.asListAction, page: box.page(size), last: box.lastOffset(size))
        default:
            _ = scroll.take(action, page: box.page(size), last: box.lastOffset(size))
        }
    }
}
