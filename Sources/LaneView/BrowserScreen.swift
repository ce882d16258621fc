import LaneCanvas

/// A scenario as the browser lists it.
package struct ScenarioEntry: Hashable, Sendable {
    package let name: String
    package let title: String
    package let summary: String

    package init(name: String, title: String, summary: String) {
        self.name = name
        self.title = title
        self.summary = summary
    }
}

/// What there is to watch: a list to choose a scenario from, and what the selected one is about.
package struct BrowserScreen: Hashable, Sendable {
    package let entries: [ScenarioEntry]
    private var list = RowList()
    private var help = Help()

    package init(_ entries: [ScenarioEntry]) { self.entries = entries }

    package var isHelpOpen: Bool { help.isOpen }

    /// nil when there are no scenarios.
    package var selected: ScenarioEntry? {
        entries.isEmpty ? nil : entries[list.index(of: entries.count)]
    }

    /// Selects the scenario of this name, if there is one: the one that somebody comes back from.
    package mutating func select(_ name: String, size: Size) {
        guard let index = entries.firstIndex(where: { $0.name == name }) else { return }
        list.select(index, of: entries.count, height: rows(size).count)
    }

    package mutating func apply(_ action: Action, size: Size) -> Command? {
        if help.take(action, overlay(.plain, .unicode), size) { return nil }
        let count = entries.count
        let height = rows(size).count
        switch action {
        case .selectUp: list.move(by: -1, of: count, height: height)
        case .selectDown: list.move(by: 1, of: count, height: height)
        case .pageUp: list.move(by: -max(height - 1, 1), of: count, height: height)
        case .pageDown: list.move(by: max(height - 1, 1), of: count, height: height)
        case .selectFirst: list.select(0, of: count, height: height)
        case .selectLast: list.select(count - 1, of: count, height: height)
        case .mouse(let event): return apply(event, size)
        case .choose: return selected.map { .run($0.name) }
        case .nextTheme: return .nextTheme
        case .previousTheme: return .previousTheme
        case .chooseTheme: return .chooseTheme
        case .quit: return .quit
        default: break
        }
        return nil
    }

    /// A click selects, a click on what is selected runs it.
    private mutating func apply(_ event: MouseEvent, _ size: Size) -> Command? {
        let rows = rows(size)
        let count = entries.count
        guard event.kind == .press else {
            list.scroll(by: event.kind == .wheelUp ? -3 : 3, of: count, height: rows.count)
            return nil
        }
        let visible = list.visible(count, height: rows.count)
        let index = visible.lowerBound + event.row - rows.lowerBound
        guard rows.contains(event.row), visible.contains(index) else { return nil }
        if index == list.index(of: count) { return selected.map { .run($0.name) } }
        list.select(index, of: count, height: rows.count)
        return nil
    }
}

extension BrowserScreen {
    package func frame(theme: Theme, glyphs: Glyphs, size: Size) -> Frame {
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        drawHeader(on: &frame, theme, glyphs)
        drawList(on: &frame, theme, glyphs)
        drawSummary(on: &frame, theme, glyphs)
        let bar: KeyBar
        if let offset = help.offset {
            let overlay = overlay(theme, glyphs)
            overlay.draw(on: &frame, offset: offset)
            bar = overlay.keyBar(size)
        } else {
            let facts: Facts =
                entries.isEmpty ? [] : entries.count > 1 ? [.hasSelection, .hasChoice] : .hasSelection
            bar = KeyBar(table: .browser, facts: facts, theme: theme, glyphs: glyphs)
        }
        bar.draw(on: &frame, row: size.rows - 1)
        return frame
    }

    private func overlay(_ theme: Theme, _ glyphs: Glyphs) -> HelpOverlay {
        HelpOverlay(table: .browser, theme: theme, glyphs: glyphs)
    }

    /// Rows of the list: a blank one above, the summary below.
    private func rows(_ size: Size) -> Range<Int> {
        2..<max(size.rows - 2 - summaryRows(size), 2)
    }

    /// Rows of the summary, its title not included.
    private func summaryRows(_ size: Size) -> Int { min(max(size.rows / 5, 2), 6) }

    private func drawHeader(on frame: inout Frame, _ theme: Theme, _ glyphs: Glyphs) {
        let bar = theme[.header]
        frame.fill(row: 0, columns: 0..<frame.size.columns, style: bar)
        var column = 1 + frame.write("threadlanes", row: 0, column: 1, style: theme[.brand].over(bar))
        let count = entries.count == 1 ? "1 scenario" : "\(entries.count) scenarios"
        let place = frame.size.columns - count.utf8.count - 1
        let motto = "see threads run"
        if column + 3 + motto.utf8.count + 3 < place {
            column += frame.write(motto, row: 0, column: column + 3, style: bar)
        }
        frame.write(count, row: 0, column: place, style: bar)
    }

    private func drawList(on frame: inout Frame, _ theme: Theme, _ glyphs: Glyphs) {
        let rows = rows(frame.size)
        let visible = list.visible(entries.count, height: rows.count)
        let width = frame.size.columns
        let nameColumns = min(max(width / 4, 14), 24)
        if entries.isEmpty {
            frame.write("There are no scenarios.", row: rows.lowerBound, column: 2, style: theme[.muted])
        }
        for (row, index) in zip(rows, visible) {
            let entry = entries[index]
            let name = glyphs.fit(entry.name, nameColumns)
            frame.write(name, row: row, column: 3, style: theme[.brand])
            let column = 3 + nameColumns + 2
            frame.write(
                glyphs.fit(entry.title, width - 1 - column), row: row, column: column, style: theme[.canvas])
            guard index == list.index(of: entries.count) else { continue }
            frame.put(glyphs.selected, row: row, column: 1, style: theme[.brand])
            frame.restyle(row: row, columns: 0..<width) { $0 = $0.over(theme[.selection]) }
        }
    }

    private func drawSummary(on frame: inout Frame, _ theme: Theme, _ glyphs: Glyphs) {
        guard let selected else { return }
        let size = frame.size
        let count = summaryRows(size)
        let area = Area(rows: size.rows - 2 - count..<size.rows - 1, columns: 0..<size.columns)
        let visible = list.visible(entries.count, height: rows(size).count)
        let above = visible.lowerBound
        let below = entries.count - visible.upperBound
        let note = [(glyphs.up, above), (glyphs.down, below)].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        frame.writeTitle(
            glyphs.fit(selected.name, size.columns / 2), note: note.joined(separator: "  "), of: area,
            theme: theme,
            glyphs: glyphs)
        // Lines longer than this are hard to read, however wide the window.
        let text = glyphs.wrap(selected.summary, min(size.columns - 4, 90), lines: count)
        for (row, line) in zip(area.rows.dropFirst(), text) {
            frame.write(line, row: row, column: 2, style: theme[.canvas])
        }
    }
}
