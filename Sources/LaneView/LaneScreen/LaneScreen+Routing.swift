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
        if let question, !question.isAnswered(by: action) { self.question = nil }
        let plan = plan(scene, size)
        focusWhatIsThere(scene, plan.layout)
        if let overlay = overlays.shown(selected: selectedThread(trace)), !overlay.leavesToScreen(action) {
            return apply(action, to: overlay, scene, plan.layout, size)
        }
        switch action.subject {
        case .playback: return play(action, scene, plan.layout)
        case .time: travel(action, scene, plan.layout)
        case .selection: select(action, scene, plan)
        case .panels: return arrange(action, scene, plan.layout)
        case .listing: list(action)
        case .steering: return steer(action, scene, plan.layout)
        case .overlay:
            if action == .showProspects, !scene.status.canBeSteered {
                notice = "only a run that is steered or seeded can be searched from here"
                return nil
            }
            overlays.toggle(action)
            if action == .showProspects { return .lookAhead(true) }
            overlays.selectFinding(scene, size)
            overlays.selectRun(branches, box(scene, size), size)
        case .dialog where action == .choose: choose(scene, plan)
        case .dialog: return back(scene, plan.layout)
        case .text, .reading: break
        case .mouse: if case .mouse(let event) = action { return apply(event, scene, plan) }
        case .program: return effect(of: action)
        }
        return nil
    }

    /// A panel may have gone with the window's height.
    mutating func focusWhatIsThere(_ scene: Scene, _ layout: LaneLayout) {
        let there = focusable(scene, layout)
        if !there.contains(focus) { focus = there[0] }
    }

    /// The panels that can have the keys.
    func focusable(_ scene: Scene, _ layout: LaneLayout) -> [Focus] {
        // A panel that has all the room is left to the others, too.
        let isThere = { (panel: Panels, area: Area?) in
            isMaximised ? panels.contains(panel) : area != nil
        }
        var found: [Focus] = panels.contains(.lanes) ? [.lanes] : []
        if isThere(.primitives, layout.primitives) { found.append(.primitives) }
        if isThere(.code, layout.code), scene.sources.contains(scene.status.file) { found.append(.code) }
        if isThere(.log, layout.log) { found.append(.log) }
        return found.isEmpty ? [.lanes] : found
    }

    private mutating func apply(
        _ action: Action, to overlay: Overlay, _ scene: Scene, _ layout: LaneLayout, _ size: Size
    ) -> Effect? {
        switch (overlay, action) {
        case (.details, .nextPanel): selectLane(by: 1, scene, layout)
        case (.details, .previousPanel): selectLane(by: -1, scene, layout)
        case (.findings, .choose): return showFinding(scene, layout)
        case (.branches, .choose): return visitSelected()
        case (.prospects, .choose): return goToEnd(scene, layout)
        case (.prospects, .showProspects), (.prospects, .back), (.prospects, .quit):
            overlays.close()
            return .lookAhead(false)
        case (.branches, .copy): return copySelected(scene)
        default:
            guard let box = box(scene, size) else { return nil }
            overlays.apply(action, box, size)
            if overlay == .findings, case .mouse(let event) = action, event.kind == .press,
                event.clicks == 2, box.line(at: event.row, size) != nil
            {
                return showFinding(scene, layout)
            }
            if case .mouse(let event) = action, event.kind == .press, event.clicks == 2,
                box.line(at: event.row, size) != nil
            {
                if overlay == .branches { return visitSelected() }
                if overlay == .prospects { return goToEnd(scene, layout) }
            }
        }
        return nil
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
        case .code: break
        }
    }

    /// Esc: one thing less at a time.
    private mutating func back(_ scene: Scene, _ layout: LaneLayout) -> Effect? {
        if isPresenting {
            isPresenting = false
        } else if focus == .primitives || focus == .code {
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
