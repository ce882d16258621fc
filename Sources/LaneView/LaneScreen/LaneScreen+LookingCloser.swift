import LaneCanvas
import ThreadTrace
import Themes

/// What lies over the lanes, and the primitives.
extension LaneScreen {
    /// Whether the action was for what is open, or for the primitives.
    mutating func lookCloser(_ action: Action, _ scene: Scene, _ plan: FramePlan, _ size: Size) -> Bool {
        guard overlays.open == nil else {
            if overlays.passesOn(action) { return false }
            let box = overlays.box(scene, selected: selectedThread(scene.trace))
            if overlays.take(action, box, size) { return true }
            switch action {
            case .nextPanel: selectLane(by: 1, scene, plan.layout)
            case .previousPanel: selectLane(by: -1, scene, plan.layout)
            default: return false
            }
            return true
        }
        guard let area = plan.layout.primitives else { return false }
        if case .mouse(let event) = action, area.contains(event.row, event.column) {
            primitives.take(event, plan.inventory, area, scene.moment, isFocused: focus == .primitives)
            if event.kind == .press { focus = .primitives }
            return true
        }
        if focus == .primitives {
            if primitives.take(action, plan.inventory, area) { return true }
            guard action == .back else { return false }
            focus = .lanes
            return true
        }
        guard action == .back, focus == .lanes, primitives.highlighted != nil else { return false }
        primitives.highlighted = nil
        return true
    }

    /// From the last lane to the first, so that all of them can be gone through.
    private mutating func selectLane(by step: Int, _ scene: Scene, _ layout: LaneLayout) {
        let count = roster.count(scene.trace)
        guard count > 0 else { return }
        let row = (roster.selectedRow(scene.trace) + step + count) % count
        roster.select(row, scene.trace, height: layout.lanes.count)
    }
}

extension Area {
    fileprivate func contains(_ row: Int, _ column: Int) -> Bool {
        rows.contains(row) && columns.contains(column)
    }
}
