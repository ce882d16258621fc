import LaneCanvas

extension Action {
    /// How many rows down it goes in a list that shows `page` of them at a time; nil where it does not go by rows.
    func rows(page: Int) -> Int? {
        switch self {
        case .selectUp: -1
        case .selectDown: 1
        case .pageUp: -max(page, 1)
        case .pageDown: max(page, 1)
        case .halfPageUp: -max(page / 2, 1)
        case .halfPageDown: max(page / 2, 1)
        default: nil
        }
    }
}
