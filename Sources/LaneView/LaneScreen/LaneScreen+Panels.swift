import LaneCanvas
import ThreadTrace

/// Which panels there are, and how much room each has.
extension LaneScreen {
    /// What there is to see now.
    var shownPanels: Panels {
        guard isMaximised else { return panels }
        switch focus {
        case .lanes: return .lanes
        case .primitives: return .primitives
        case .log: return .log
        }
    }

    mutating func arrange(_ action: Action) -> Effect? {
        switch action {
        case .togglePanel(let panel):
            isMaximised = false
            isPresenting = false
            panels.formSymmetricDifference(panel)
            // Something there has to be.
            if panels.isEmpty { panels = panel == .lanes ? .all : .lanes }
            return .remember(panels)
        case .maximise: isMaximised.toggle()
        case .present: isPresenting.toggle()
        default: break
        }
        return nil
    }

    /// Where the lane of the first thread of this name is, and from which column on it is empty; nil where it is not in view.
    /// O(threads).
    func area(ofLaneNamed name: String, trace: Trace, status: RunStatus, size: Size) -> Area? {
        let scene = scene(trace, status, nil, .none)
        let parts = plan(scene, size).layout.laneParts
        let visible = roster.threadsInView(trace, height: parts.capacity)
        guard let index = visible.firstIndex(where: { trace[$0]?.name == name }) else { return nil }
        let columns = axis.columns(parts.chart.count, scene.focus(on: axis.unit))
        let edge = columns.column(
            of: scene.hidesLater ? scene.focus(on: axis.unit).place : scene.end(on: axis.unit))
        let start = min(parts.chart.lowerBound + max(edge, 0) + 2, size.columns)
        return Area(rows: parts.rows(of: index), columns: start..<size.columns)
    }
}
