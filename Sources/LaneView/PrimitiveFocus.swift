import LaneCanvas
import ThreadTrace

/// Whether keys go to the primitives panel, which primitive is selected there, and whose users are highlighted among the lanes.
struct PrimitiveFocus: Hashable, Sendable {
    private(set) var isFocused = false
    /// The primitive whose users are highlighted. It may be none of the trace's.
    private(set) var highlighted: ResourceID?
    private var list = RowList()

    /// Gives the keys to the panel, or back to the lanes; the highlight stays.
    mutating func toggle() { isFocused.toggle() }

    /// Another run has other primitives.
    mutating func reset() { self = PrimitiveFocus() }

    func selected(in inventory: Inventory) -> ResourceID? {
        let count = inventory.resources.count
        return isFocused && count > 0 ? inventory.resources[list.index(of: count)] : nil
    }

    /// The resources in view: while it has the keys those around the selected one, otherwise those in use.
    func shown(in inventory: Inventory, rows: Int, _ moment: Trace.Moment) -> [ResourceID] {
        guard isFocused else { return inventory.shown(in: rows, moment) }
        let count = inventory.resources.count
        return Array(inventory.resources[list.visible(count, height: height(inventory, rows))])
    }

    /// Whether the action was for the panel, which is `area`; where there is none it takes nothing.
    mutating func take(_ action: Action, _ inventory: Inventory, area: Area?, _ moment: Trace.Moment) -> Bool
    {
        guard let area, !inventory.resources.isEmpty else {
            isFocused = false
            return false
        }
        let rows = area.rows.count - 1
        if case .mouse(let event) = action { return take(event, inventory, area, moment) }
        if action == .back, !isFocused, highlighted != nil {
            highlighted = nil
            return true
        }
        guard isFocused else { return false }
        let count = inventory.resources.count
        let height = height(inventory, rows)
        switch action {
        case .selectUp: list.move(by: -1, of: count, height: height)
        case .selectDown: list.move(by: 1, of: count, height: height)
        case .pageUp: list.move(by: -height, of: count, height: height)
        case .pageDown: list.move(by: height, of: count, height: height)
        case .selectFirst: list.select(0, of: count, height: height)
        case .selectLast: list.select(count - 1, of: count, height: height)
        case .choose: choose(inventory.resources[list.index(of: count)])
        case .back: isFocused = false
        default: return false
        }
        return true
    }

    /// A click selects; a click on the selected one chooses it.
    private mutating func take(
        _ event: MouseEvent, _ inventory: Inventory, _ area: Area, _ moment: Trace.Moment
    ) -> Bool {
        guard area.rows.contains(event.row), area.columns.contains(event.column) else {
            if event.kind == .press { isFocused = false }
            return false
        }
        let rows = area.rows.count - 1
        let count = inventory.resources.count
        guard event.kind == .press else {
            guard isFocused else { return true }
            list.scroll(by: event.kind == .wheelUp ? -1 : 1, of: count, height: height(inventory, rows))
            return true
        }
        let shown = shown(in: inventory, rows: rows, moment)
        let row = event.row - area.rows.lowerBound - 1
        guard shown.indices.contains(row) else { return true }
        if shown[row] == selected(in: inventory) { choose(shown[row]) }
        let index = inventory.resources.firstIndex(of: shown[row]) ?? 0
        list.select(index, of: count, height: height(inventory, rows))
        isFocused = true
        return true
    }

    private mutating func choose(_ resource: ResourceID) {
        highlighted = highlighted == resource ? nil : resource
    }

    /// Rows for resources: the last one is for futures, if there are any.
    private func height(_ inventory: Inventory, _ rows: Int) -> Int {
        max(inventory.hasFutures ? rows - 1 : rows, 1)
    }
}
