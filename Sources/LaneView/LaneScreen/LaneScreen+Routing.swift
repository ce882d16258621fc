import LaneCanvas
import ThreadAnalysis
import ThreadTrace

/// From an action to what it does: what is open has it first, then whoever its subject concerns.
extension LaneScreen {
    /// Carries out what concerns the screen only; returns what somebody else has to do.
    package mutating func apply(
        _ action: Action, trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil,
        sources: SourceListings = .none, size: Size
    ) -> Effect? {
        let scene = scene(trace, status, analysis, sources)
        refresh(scene, size)
        notice = nil
        if action.subject != .mouse { grip = nil }
        if isTyping, !isOverlayOpen, type(action, scene) { return nil }
        if asksWhichRun, action.subject != .playback { asksWhichRun = false }
        let plan = plan(scene, size)
        focusWhatIsThere(plan.layout)
        if let overlay = overlays.shown(selected: selectedThread(trace)), !overlay.leavesToScreen(action) {
            apply(action, to: overlay, scene, plan.layout, size)
            return nil
        }
        switch action.subject {
        case .playback: return play(action, scene, plan.layout)
        case .time: travel(action, scene, plan.layout)
        case .selection: select(action, scene, plan)
        case .panels: return arrange(action)
        case .listing: list(action)
        case .overlay: overlays.toggle(action)
        case .dialog where action == .choose: choose(scene, plan)
        case .dialog: return back(scene, plan.layout)
        case .text: break
        case .mouse: if case .mouse(let event) = action { apply(event, scene, plan) }
        case .program: return effect(of: action)
        }
        return nil
    }

    /// A panel may have gone with the window's height.
    private mutating func focusWhatIsThere(_ layout: LaneLayout) {
        let there = focusable(layout)
        if !there.contains(focus) { focus = there[0] }
    }

    /// The panels that can have the keys.
    func focusable(_ layout: LaneLayout) -> [Focus] {
        // A panel that has all the room is left to the others, too.
        let isThere = { (panel: Panels, area: Area?) in
            isMaximised ? panels.contains(panel) : area != nil
        }
        var found: [Focus] = panels.contains(.lanes) ? [.lanes] : []
        if isThere(.primitives, layout.primitives) { found.append(.primitives) }
        if isThere(.log, layout.log) { found.append(.log) }
        return found.isEmpty ? [.lanes] : found
    }

    private mutating func apply(
        _ action: Action, to overlay: Overlay, _ scene: Scene, _ layout: LaneLayout, _ size: Size
    ) {
        switch (overlay, action) {
        case (.details, .nextPanel): selectLane(by: 1, scene, layout)
        case (.details, .previousPanel): selectLane(by: -1, scene, layout)
        default:
            guard let box = overlays.box(scene, selected: selectedThread(scene.trace)) else { return }
            overlays.apply(action, box, size)
        }
    }

    /// From the last lane to the first, so that all of them can be gone through.
    private mutating func selectLane(by step: Int, _ scene: Scene, _ layout: LaneLayout) {
        let count = roster.count(scene.trace)
        guard count > 0 else { return }
        overlays.scrollToTop()
        let row = (roster.selectedRow(scene.trace) + step + count) % count
        roster.select(row, scene.trace, height: layout.laneParts.capacity)
    }

    /// Enter.
    mutating func choose(_ scene: Scene, _ plan: FramePlan) {
        switch focus {
        case .primitives: primitives.choose(in: plan.inventory)
        case .log:
            guard let message = log.selected else { return }
            move(to: .at(message + 1, in: scene.trace), scene, plan.layout.laneParts.chart.count)
        case .lanes: overlays.toggle(.choose)
        }
    }

    /// Esc: one thing less at a time.
    private mutating func back(_ scene: Scene, _ layout: LaneLayout) -> Effect? {
        if isPresenting {
            isPresenting = false
        } else if focus == .primitives {
            focus = .lanes
        } else if focus == .lanes, layout.primitives != nil, primitives.highlighted != nil {
            primitives.highlighted = nil
        } else if focus == .log {
            focus = .lanes
            log.leave()
        } else if !roster.filter.isEmpty {
            roster.setFilter("")
        } else {
            return scene.status.canGoBack ? .back : nil
        }
        return nil
    }

    private func effect(of action: Action) -> Effect? {
        switch action {
        case .record: .record
        case .save: .save
        case .quit: .quit
        default: nil
        }
    }
}
