import LaneCanvas

/// Filtering, sorting and folding.
extension LaneScreen {
    /// More than this nobody types to find a lane.
    private static let longestFilter = 60

    /// Whether the action was about which lanes and messages there are to see.
    mutating func find(_ action: Action) -> Bool {
        switch action {
        case .filter: isTyping = true
        case .sort: roster.cycleOrder()
        case .foldDone: roster.toggleFold()
        case .logLevel: log.cycleLevel()
        case .logThread: log.toggleThread()
        case .back where !roster.filter.isEmpty: roster.setFilter("")
        default: return false
        }
        return true
    }

    /// Whether the action was a letter of the filter, or ended it.
    mutating func type(_ action: Action, _ scene: Scene) -> Bool {
        switch action {
        case .type(.character(let character)):
            if roster.filter.count < Self.longestFilter {
                roster.setFilter(roster.filter + String(character))
            }
        case .type(.backspace): roster.setFilter(String(roster.filter.dropLast()))
        case .type: break
        case .choose: isTyping = false
        case .back:
            roster.setFilter("")
            isTyping = false
        default: return false
        }
        return true
    }
}
