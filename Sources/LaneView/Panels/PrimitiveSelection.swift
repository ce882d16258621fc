import LaneCanvas
import ThreadTrace

/// Which primitive is selected in its panel, and whose users are highlighted among the lanes.
struct PrimitiveSelection: Hashable, Sendable {
    /// The primitive whose users are highlighted. It may be none of the trace's.
    var highlighted: ResourceID?
    private var list = RowList()

    func selected(in inventory: Inventory) -> ResourceID? {
        let resources = inventory.resources
        return resources.isEmpty ? nil : resources[list.index(of: resources.count)]
    }

    /// The resources in view: while the panel has the keys those around the selected one, otherwise those in use.
    func shown(in inventory: Inventory, rows: Int, _ moment: Trace.Moment, isFocused: Bool) -> [ResourceID] {
        guard isFocused else { return inventory.shown(in: rows, moment) }
        let resources = inventory.resources
        return Array(resources[list.visible(resources.count, height: height(inventory, rows))])
    }

    /// Selects another row, while the panel has the keys.
    mutating func select(_ action: Action, _ inventory: Inventory, _ area: Area) {
        let count = inventory.resources.count
        let height = height(inventory, area.rows.count - 1)
        switch action {
        case .selectFirst: list.select(0, of: count, height: height)
        case .selectLast: list.select(count - 1, of: count, height: height)
        default: list.move(by: action.rows(page: height) ?? 0, of: count, height: height)
        }
    }

    /// Highlights the users of the selected one, or no longer.
    mutating func choose(in inventory: Inventory) { choose(selected(in: inventory)) }

    /// A click selects; a click on the selected one chooses it.
    mutating func take(
        _ event: MouseEvent, _ inventory: Inventory, _ area: Area, _ moment: Trace.Moment, isFocused: Bool
    ) {
        let rows = area.rows.count - 1
        let resources = inventory.resources
        let height = height(inventory, rows)
        guard event.kind == .press else {
            guard isFocused else { return }
            list.scroll(by: event.wheel, of: resources.count, height: height)
            return
        }
        let shown = shown(in: inventory, rows: rows, moment, isFocused: isFocused)
        let row = event.row - area.rows.lowerBound - 1
        guard shown.indices.contains(row), let index = resources.firstIndex(of: shown[row]) else { return }
        if isFocused, shown[row] == selected(in: inventory) { choose(shown[row]) }
        list.select(index, of: resources.count, height: height)
    }

    private mutating func choose(_ resource: ResourceID?) {
        highlighted = highlighted == resource ? nil : resource
    }

    /// Rows for resources: the last one is for futures, if there are any.
    private func height(_ inventory: Inventory, _ rows: Int) -> Int {
        max(inventory.hasFutures ? rows - 1 : rows, 1)
    }
}
