import LaneCanvas
import Themes

extension BrowserScreen {
    /// The whole screen; with `preview`, the run of the selected scenario, where the window has room for it.
    package func frame(
        preview: BrowserPreview? = nil, theme: Theme, glyphs: Glyphs, size: Size
    ) -> Frame {
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        let layout = layout(size)
        drawHeader(on: &frame, theme)
        drawList(on: &frame, layout, theme, glyphs)
        drawSearch(on: &frame, layout, theme, glyphs)
        if let selected {
            BrowserDetails(entry: selected, layout: layout, theme: theme, glyphs: glyphs)
                .draw(in: layout.details, on: &frame)
            if let area = layout.preview, selected.kind == .scenario {
                PreviewPanel(preview: preview, theme: theme, glyphs: glyphs).draw(in: area, on: &frame)
            }
        }
        if help.isOpen {
            helpBox(theme, glyphs).draw(in: Area(size), on: &frame)
        } else if isWelcome {
            OverlayBox(content: WelcomeOverlay(theme: theme, glyphs: glyphs), theme: theme, glyphs: glyphs)
                .draw(in: Area(size), on: &frame)
        }
        keyBar(size, theme, glyphs).draw(in: layout.keyBar, on: &frame)
        return frame
    }

    /// What the mouse wants: in the key bar what the key there does.
    package func action(for event: MouseEvent, glyphs: Glyphs, size: Size) -> Action {
        keyBar(size, .plain, glyphs).action(for: event, in: layout(size).keyBar) ?? .mouse(event)
    }

    private func keyBar(_ size: Size, _ theme: Theme, _ glyphs: Glyphs) -> KeyBar {
        if help.isOpen { return helpBox(theme, glyphs).keyBar(size) }
        var facts: Facts =
            matches.isEmpty ? [] : matches.count > 1 ? [.hasSelection, .hasChoice] : .hasSelection
        if !query.isEmpty { facts.insert(.searching) }
        return KeyBar(table: .browser, facts: facts, theme: theme, glyphs: glyphs)
    }

    private func drawHeader(on frame: inout Frame, _ theme: Theme) {
        let bar = theme[.header]
        frame.fill(row: 0, columns: 0..<frame.size.columns, style: bar)
        let column = 1 + frame.write("threadlanes", row: 0, column: 1, style: theme[.brand].over(bar))
        let total = entries.count { $0.kind != .lesson }
        let all = total == 1 ? "1 scenario" : "\(total) scenarios"
        let found = matches.count { entries[$0].kind != .lesson }
        let count = query.isEmpty ? all : "\(found) of \(all)"
        let place = frame.size.columns - count.utf8.count - 1
        let motto = "see threads run"
        if column + 3 + motto.utf8.count + 3 < place {
            frame.write(motto, row: 0, column: column + 3, style: bar)
        }
        frame.write(count, row: 0, column: place, style: bar)
    }

    private func drawSearch(
        on frame: inout Frame, _ layout: BrowserLayout, _ theme: Theme, _ glyphs: Glyphs
    ) {
        guard let row = layout.search else { return }
        let visible = visible(frame.size)
        let list = chapters(frame.size)
        let above = list.scenarioCount(in: 0..<visible.lowerBound)
        let below = list.scenarioCount(in: visible.upperBound..<list.rows.count)
        let parts = [(glyphs.up, above), (glyphs.down, below)].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        let note = parts.joined(separator: "  ") + (parts.isEmpty ? "" : " more")
        let end = layout.list.columns.upperBound - 1 - DisplayText.width(of: note)
        frame.write(note, row: row, column: end, style: theme[.muted])

        let left = 1
        guard !query.isEmpty else {
            frame.write(
                "type to search", row: row, column: left, style: theme[.muted], limit: max(end - 2, 0))
            return
        }
        let column = left + frame.write("search ", row: row, column: left, style: theme[.muted])
        // The end of what is typed is what somebody wants to see.
        let room = max(end - column - 2, 0)
        var shown = Substring(query)
        while DisplayText.width(of: String(shown)) > room { shown.removeFirst() }
        let cursor = column + frame.write(String(shown), row: row, column: column, style: theme[.canvas])
        frame.put(glyphs.edge, row: row, column: cursor, style: theme[.key])
        frame.cursor = CellPosition(row: row, column: cursor)
    }

    private func drawList(
        on frame: inout Frame, _ layout: BrowserLayout, _ theme: Theme, _ glyphs: Glyphs
    ) {
        if let column = layout.divider {
            for row in 1..<layout.keyBar.rows.lowerBound {
                frame.put(glyphs.side, row: row, column: column, style: theme[.rule])
            }
        }
        let area = layout.list
        if matches.isEmpty {
            let text = entries.isEmpty ? "There are no scenarios." : "Nothing matches. Esc shows all again."
            frame.write(
                text, row: area.rows.lowerBound, column: 2, style: theme[.muted],
                limit: area.columns.count - 3)
        }
        let list = chapters(frame.size)
        for (row, index) in zip(area.rows, visible(frame.size)) {
            switch list.rows[index] {
            case .blank: break
            case .heading(let chapter):
                let text = glyphs.fit(chapter, area.columns.count - 3)
                frame.write(text, row: row, column: 2, style: theme[.heading])
            case .scenario(let entry): draw(entry, row: row, area, on: &frame, theme, glyphs)
            }
        }
    }

    private func draw(
        _ index: Int, row: Int, _ area: Area, on frame: inout Frame, _ theme: Theme, _ glyphs: Glyphs
    ) {
        let entry = entries[index]
        let names = nameColumns(frame.size.columns)
        frame.write(glyphs.fit(entry.name, names), row: row, column: Self.nameColumn, style: theme[.brand])
        let column = Self.nameColumn + names + Self.gap
        let title = glyphs.fit(entry.title, area.columns.upperBound - 1 - column)
        frame.write(title, row: row, column: column, style: theme[.canvas])
        guard index == selectedIndex else { return }
        frame.put(glyphs.selected, row: row, column: 1, style: theme[.brand])
        frame.cursor = CellPosition(row: row, column: 1)
        frame.restyle(row: row, columns: area.columns) { $0 = $0.over(theme[.selection]) }
    }
}

extension ChapterList {
    fileprivate func scenarioCount(in range: Range<Int>) -> Int {
        range.count { entry(at: $0) != nil }
    }
}
