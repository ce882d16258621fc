import LaneCanvas
import ThreadAnalysis
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
        case .code: return .code
        }
    }

    mutating func arrange(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        switch action {
        case .togglePanel(let panel):
            if let reason = absence(of: panel, scene, layout) {
                notice = reason
                return nil
            }
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

    /// Why a panel that is wanted can not be seen; nil where it can, or is not wanted.
    private func absence(of panel: Panels, _ scene: Scene, _ layout: LaneLayout) -> String? {
        guard panels.contains(panel), !isMaximised, !isPresenting else { return nil }
        switch panel {
        case .code where !scene.sources.contains(scene.status.file):
            return "There is no source to show."
        case .code where layout.code == nil, .primitives where layout.primitives == nil,
            .log where layout.log == nil:
            return "This window has no room for it beside the lanes."
        default: return nil
        }
    }

    /// Where the lane of the first thread of this name is, and from which column on it is empty; nil where it is not in view.
    /// O(threads).
    func area(
        ofLaneNamed name: String, trace: Trace, status: RunStatus, analysis: RunAnalysis, size: Size
    ) -> Area? {
        let scene = scene(trace, status, analysis, .none)
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
