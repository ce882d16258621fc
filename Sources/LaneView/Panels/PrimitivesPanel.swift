import LaneCanvas
import ThreadTrace
import Themes

/// What threads meet at: kind, name, what it is worth or who holds it, and who waits.
struct PrimitivesPanel: Panel {
    let scene: Scene
    let inventory: Inventory
    let selection: PrimitiveSelection
    let isFocused: Bool
    /// What is in view of the run, over which levels are drawn; nil for no levels.
    var columns: AxisColumns?

    func draw(in area: Area, on frame: inout Frame) {
        let rows = area.rows.dropFirst()
        let shown = selection.shown(in: inventory, rows: rows.count, scene.moment, isFocused: isFocused)
        let hidden = inventory.resources.count - shown.count
        let note = hidden == 0 ? "" : "\(hidden)\(inventory.isPartial ? "+" : "") more"
        frame.writeTitle("primitives", note: note, of: area, theme: scene.theme, glyphs: scene.glyphs)
        let selected = isFocused ? selection.selected(in: inventory) : nil
        let valueColumns = valueNameColumns(shown, area)
        for (row, resource) in zip(rows, shown) {
            let isValue = scene.trace[resource]?.kind.isValue == true
            draw(
                resource, nameColumns: isValue ? valueColumns : Self.nameColumns(area), in: area, row: row,
                on: &frame)
            mark(resource, isSelected: resource == selected, in: area, row: row, on: &frame)
        }
        if inventory.hasFutures, let row = rows.dropFirst(shown.count).first {
            drawFutures(in: area, row: row, on: &frame)
        }
    }

    private func mark(
        _ resource: ResourceID, isSelected: Bool, in area: Area, row: Int, on frame: inout Frame
    ) {
        // Not in the first column, which marks the selected lane.
        let column = area.columns.lowerBound + 1
        if isSelected {
            frame.put(scene.glyphs.selected, row: row, column: column, style: scene.theme[.brand])
            frame.cursor = CellPosition(row: row, column: column)
        }
        if resource == selection.highlighted {
            frame.put(scene.glyphs.used, row: row, column: column, style: scene.style(of: resource))
        }
        guard isSelected else { return }
        let highlight = scene.theme[.selection]
        frame.restyle(row: row, columns: area.columns) { $0 = $0.over(highlight) }
    }

    private static let kindColumns = 10
    private static func nameColumn(_ area: Area) -> Int { area.columns.lowerBound + 2 + kindColumns }

    private static func nameColumns(_ area: Area) -> Int { min(max(area.columns.count / 5, 12), 24) }

    /// A value's words are few: long names such as `Bank.accounts['anna']` may take room from those.
    private func valueNameColumns(_ shown: some Sequence<ResourceID>, _ area: Area) -> Int {
        let usual = Self.nameColumns(area)
        let most = (area.columns.count - Self.kindColumns) * 2 / 3
        let names = shown.lazy.compactMap { scene.trace[$0] }.filter(\.kind.isValue).map(\.name)
        let longest = names.map { DisplayText.width(of: scene.glyphs.fit(name: $0, most)) }.max() ?? 0
        // A column of their own is one that one sees.
        return longest <= usual ? usual : min(max(longest, usual + 4), max(most, usual))
    }

    private func draw(
        _ resource: ResourceID, nameColumns: Int, in area: Area, row: Int, on frame: inout Frame
    ) {
        guard let info = scene.trace[resource] else { return }
        let nameColumn = Self.nameColumn(area)
        let glyphs = scene.glyphs
        let style = scene.style(of: resource)
        write(kind: info.kind.word, in: area, row: row, on: &frame)
        frame.write(glyphs.fit(name: info.name, nameColumns), row: row, column: nameColumn, style: style)

        var column = nameColumn + nameColumns + 2
        let end = area.columns.upperBound - 1
        let value = scene.words(for: resource)
        let isHeld = scene.moment.holder(of: resource) != nil
        column += frame.write(
            glyphs.fit(value, end - column), row: row, column: column,
            style: isHeld ? style : scene.theme[.canvas])
        defer { drawLevels(of: resource, in: area, row: row, after: column, on: &frame) }
        let waiting = scene.moment.waiterCount(of: resource)
        guard waiting > 0, column + 4 < end else { return }
        column += frame.write(" \(glyphs.waiters) ", row: row, column: column, style: style)
        // No name takes less than a column.
        let waiters = scene.moment.waiters(of: resource, limit: end - column)
        let list = scene.list(waiters, of: waiting, after: isHeld ? value : "", columns: end - column)
        column += frame.write(list, row: row, column: column, style: scene.theme[.canvas])
    }

    /// At the right end, where the words leave room for it.
    private func drawLevels(
        of resource: ResourceID, in area: Area, row: Int, after column: Int, on frame: inout Frame
    ) {
        guard let columns, LevelGraph.isOf(scene.trace[resource]?.kind) else { return }
        let width = min(area.columns.count / 5, 24)
        let start = area.columns.upperBound - 1 - width
        guard start >= column + 2 else { return }
        frame.write(
            LevelGraph(scene: scene, columns: columns).bars(of: resource, width), row: row, column: start,
            style: scene.style(of: resource))
    }

    private func drawFutures(in area: Area, row: Int, on frame: inout Frame) {
        let nameColumn = Self.nameColumn(area)
        write(kind: "futures", in: area, row: row, on: &frame)
        let words = ["pending", "running", "finished", "failed", "cancelled"]
        var parts = zip(inventory.futures, words).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if inventory.isPartial { parts.append("and more") }
        let text = scene.glyphs.fit(
            parts.joined(separator: ", "), area.columns.upperBound - 1 - nameColumn)
        frame.write(text, row: row, column: nameColumn, style: scene.theme[.awaiting])
    }

    private func write(kind: String, in area: Area, row: Int, on frame: inout Frame) {
        frame.write(
            kind, row: row, column: area.columns.lowerBound + 2, style: scene.theme[.muted],
            limit: Self.kindColumns - 1)
    }
}
