import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// Filtering, sorting and folding.
extension LaneScreen {
    /// More than this nobody types to find a lane.
    private static let longestFilter = 60

    /// Selects the lane of the first thread of this name, brings it into view and gives it the keys. O(threads).
    ///
    /// - Returns: false when there is none.
    package mutating func select(
        threadNamed name: String, trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, size: Size
    ) -> Bool {
        guard let thread = trace.threadIDs.first(where: { trace[$0]?.name == name }) else { return false }
        let scene = scene(trace, status, analysis, .none)
        refresh(scene, size)
        roster.show(thread, scene, height: plan(scene, size).layout.laneParts.capacity)
        focus = .lanes
        log.leave()
        return true
    }

    /// Which lanes and messages there are to see.
    mutating func list(_ action: Action) {
        switch action {
        case .filter: isTyping = true
        case .follow: follows.toggle()
        case .sort: roster.cycleOrder()
        case .foldDone: roster.toggleFold()
        case .logLevel: log.cycleLevel()
        case .logThread: log.toggleThread()
        default: break
        }
    }

    /// Whether the action was a letter of the filter, or ended it.
    mutating func type(_ action: Action, _ scene: Scene) -> Bool {
        switch action {
        case .type(let character):
            if roster.filter.count < Self.longestFilter {
                roster.setFilter(roster.filter + String(character))
            }
        case .erase: roster.setFilter(String(roster.filter.dropLast()))
        case .choose: isTyping = false
        case .back:
            roster.setFilter("")
            isTyping = false
        default: return false
        }
        return true
    }
}
