import LaneCanvas
import ThreadTrace
import Themes

/// Selecting lanes and messages, by key and by mouse.
extension LaneScreen {
    /// Which row is selected, in the panel that has the keys, and which panel has them.
    mutating func select(_ action: Action, _ scene: Scene, _ plan: FramePlan) {
        let layout = plan.layout
        let isInLog = focus == .log
        let height = isInLog ? max((layout.log?.rows.count ?? 1) - 1, 0) : layout.laneParts.capacity
        let page = max(height - 1, 1)
        func move(_ rows: Int) {
            if isInLog {
                moveInLog(by: rows, scene, layout)
            } else {
                roster.move(by: rows, scene.trace, height: height)
            }
        }
        switch action {
        case .nextPanel, .previousPanel:
            let panels = focusable(scene, layout)
            let step = action == .nextPanel ? 1 : panels.count - 1
            focus = panels[((panels.firstIndex(of: focus) ?? 0) + step) % panels.count]
            log.leave()
            if focus == .log { moveInLog(by: 0, scene, layout) }
        case _ where focus == .primitives:
            if let area = layout.primitives { primitives.select(action, plan.inventory, area) }
        case _ where focus == .code: scrollCode(action, scene, layout)
        case .selectFirst, .selectLast: selectEnd(isFirst: action == .selectFirst, scene, height: height)
        default: if let rows = action.rows(page: page) { move(rows) }
        }
    }

    private mutating func moveInLog(by rows: Int, _ scene: Scene, _ layout: LaneLayout) {
        let filter = log.filter(selectedThread(scene.trace))
        let height = layout.log.map { $0.rows.count - 1 } ?? 0
        log.move(by: rows, scene.trace, upTo: scene.place.position, filter, height: height)
    }

    private mutating func scrollCode(_ action: Action, _ scene: Scene, _ layout: LaneLayout) {
        guard let area = layout.code, let view = codeView(scene, layout) else { return }
        let (height, count) = (area.rows.count - 1, scene.sources[view.file].count)
        let rows =
            switch action {
            case .selectFirst: -count
            case .selectLast: count
            default: action.rows(page: max(height - 1, 1)) ?? 0
            }
        code.scroll(by: rows, of: count, height: height)
    }

    private mutating func selectEnd(isFirst: Bool, _ scene: Scene, height: Int) {
        let trace = scene.trace
        guard focus == .log else {
            roster.select(isFirst ? 0 : roster.count(trace) - 1, trace, height: height)
            return
        }
        let filter = log.filter(selectedThread(trace))
        let message = isFirst ? trace.message(from: 0, filter) : trace.message(before: trace.count, filter)
        guard let message else { return }
        log.select(message, trace, upTo: scene.place.position, filter, height: height)
    }

    mutating func apply(_ event: MouseEvent, _ scene: Scene, _ plan: FramePlan) -> Effect? {
        let layout = plan.layout
        if event.kind == .press, event.clicks == 1, let thread = choice(at: event, scene, layout) {
            return pick(thread, scene, layout)
        }
        point(event, scene, plan)
        return nil
    }

    /// Whose arrow is there.
    private func choice(at event: MouseEvent, _ scene: Scene, _ layout: LaneLayout) -> ThreadID? {
        let lanes = layout.laneParts
        guard let wheel = scene.wheel, lanes.states.contains(event.column),
            let index = lanes.index(of: event.row)
        else { return nil }
        let row = roster.visible(scene.trace, height: lanes.capacity).lowerBound + index
        return roster[row, scene.trace].flatMap { wheel.choice(of: $0)?.canGo == true ? $0 : nil }
    }

    private mutating func point(_ event: MouseEvent, _ scene: Scene, _ plan: FramePlan) {
        let layout = plan.layout
        if event.kind == .drag { return drag(to: event.column, scene, layout) }
        if event.kind == .press { grip = nil }
        if let area = layout.primitives, area.contains(event.row, event.column) {
            primitives.take(event, plan.inventory, area, scene.moment, isFocused: focus == .primitives)
            if event.kind == .press { focus = .primitives }
            return
        }
        if let area = layout.code, area.contains(event.row, event.column), !event.control, !event.shift {
            if event.kind == .press { focus = .code }
            if let view = codeView(scene, layout) {
                code.scroll(
                    by: event.wheel * 3, of: scene.sources[view.file].count, height: area.rows.count - 1)
            }
            return
        }
        guard event.kind == .press else {
            scroll(event, scene, layout)
            return
        }
        let trace = scene.trace
        let lanes = layout.laneParts
        if lanes.lanes.contains(event.row) {
            if lanes.chart.contains(event.column), event.clicks == 1 {
                take(.chart, at: event.column, scene, layout)
            }
            let visible = roster.visible(trace, height: lanes.capacity)
            let row = visible.lowerBound + (lanes.index(of: event.row) ?? 0)
            guard visible.contains(row) else { return }
            focus = .lanes
            roster.select(row, trace, height: lanes.capacity)
            if event.clicks == 2 { choose(scene, plan) }
        } else if event.row == lanes.slider, lanes.chart.contains(event.column) {
            take(.slider, at: event.column, scene, layout)
        } else if event.row == lanes.axis, lanes.chart.contains(event.column) {
            take(.chart, at: event.column, scene, layout)
        } else if let rows = layout.log?.rows.dropFirst(), rows.contains(event.row) {
            let filter = log.filter(selectedThread(trace))
            let shown = log.rows(scene, filter, height: rows.count)
            guard case .message(let message) = shown.dropFirst(event.row - rows.lowerBound).first else {
                return
            }
            focus = .log
            log.select(message, trace, upTo: scene.place.position, filter, height: rows.count)
            if event.clicks == 2 { choose(scene, plan) }
        }
    }

    private mutating func scroll(_ event: MouseEvent, _ scene: Scene, _ layout: LaneLayout) {
        let direction = event.wheel
        let width = layout.laneParts.chart.count
        if event.control {
            chooseScale()
            axis.zoom(by: direction, width, scene.focus(on: axis.unit))
        } else if event.shift {
            scrub(by: Int64(direction * max(width / 8, 1)), scene, width)
        } else if let log = layout.log, log.rows.dropFirst().contains(event.row) {
            focus = .log
            moveInLog(by: direction * 3, scene, layout)
        } else {
            roster.scroll(by: direction * 3, scene.trace, height: layout.laneParts.capacity)
        }
    }
}

extension Area {
    fileprivate func contains(_ row: Int, _ column: Int) -> Bool {
        rows.contains(row) && columns.contains(column)
    }
}
