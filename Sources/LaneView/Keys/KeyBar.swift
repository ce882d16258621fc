import LaneCanvas
import Themes

/// The last row: the keys that do something now, as many as fit, what matters most at this moment first. Help and quit always stay, at
/// the right end of the list.
struct KeyBar: Panel {
    let table: KeyTable
    let facts: Facts
    let theme: Theme
    let glyphs: Glyphs

    private struct Item {
        let keys: KeyTable.Entry.ShortNames
        let label: String
        let isEssential: Bool
        var columns: Int { keys.columns + 1 + DisplayText.width(of: label) }
    }

    func draw(in area: Area, on frame: inout Frame) {
        let row = area.rows.lowerBound
        for (column, item) in placedItems(in: area) {
            frame.write(item.keys.text, row: row, column: column, style: theme[.key])
            frame.write(item.label, row: row, column: column + item.keys.columns + 1, style: theme[.canvas])
        }
    }

    /// What a press in the bar does: what the key in that column does, or the first of the keys that its label is about.
    func action(for event: MouseEvent, in area: Area) -> Action? {
        guard event.kind == .press, area.rows.contains(event.row) else { return nil }
        let pressed = placedItems(in: area).first {
            $0.column..<$0.column + $0.item.columns ~= event.column
        }
        return pressed.flatMap { $0.item.keys.action(at: event.column - $0.column) }
    }

    private func placedItems(in area: Area) -> [(column: Int, item: Item)] {
        var column = area.columns.lowerBound + 1
        return items(in: area.columns.count - 2).map { item in
            defer { column += item.columns + 2 }
            return (column, item)
        }
    }

    private func items(in columns: Int) -> [Item] {
        let urgent = table.entries.filter { !$0.early.isDisjoint(with: facts) }
        let others = table.entries.filter { $0.early.isDisjoint(with: facts) }
        let all = (urgent + others).compactMap { entry -> Item? in
            guard let label = entry.label(facts) else { return nil }
            let isEssential = entry.bindings.contains { $0.action == .help || $0.action == .quit }
            return Item(keys: entry.shortNames(glyphs), label: label, isEssential: isEssential)
        }
        var room = columns - all.filter(\.isEssential).reduce(-2) { $0 + $1.columns + 2 }
        return all.filter { item in
            if item.isEssential { return true }
            // Once one is left out, none of the less wanted ones takes its place: the bar keeps its order of importance.
            room = item.columns + 2 <= room ? room - item.columns - 2 : -1
            return room >= 0
        }
    }
}
