import LaneCanvas

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
}
