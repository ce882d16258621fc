import FoundationEssentials
import LaneView

/// Which panels were shown last.
struct LastPanels {
    struct Content: Codable, Equatable {
        /// By name.
        var panels: [String]
    }

    private let state: StateFile<Content>

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        state = StateFile("panels.json", environment: environment)
    }

    /// nil when nothing was remembered, or nothing that makes sense.
    func recall() -> Panels? {
        guard let names = state.recall()?.panels else { return nil }
        // Lanes that were hidden for a while are there again.
        return Panels(names.compactMap(Panels.named)).union(.lanes)
    }

    func remember(_ panels: Panels) { state.remember(Content(panels: panels.names)) }
}
