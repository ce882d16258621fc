import LaneCanvas
import ThreadAnalysis
import ThreadTrace

/// What the lane screen remembers between frames: which lane is selected, what of the run is in view, whether help is open.
///
/// A value without any knowledge of the run: trace, status and window come in with each call, and may be others each time.
package struct LaneScreen: Hashable, Sendable {
    package private(set) var axis = TimeAxis()
    private var lanes = RowList()
    private var overlays = Overlays()
    private var primitives = PrimitiveFocus()

    package init() {}

    /// Whether something lies over the lanes.
    package var isOverlayOpen: Bool { overlays.open != nil }

    /// The thread whose lane is selected; nil before there are threads.
    package func selectedThread(_ trace: Trace) -> ThreadID? {
        trace.threadCount == 0 ? nil : ThreadID(UInt32(lanes.index(of: trace.threadCount) + 1))
    }

    /// Carries out what concerns the screen only; returns what somebody else has to do.
    package mutating func apply(
        _ action: Action, trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, size: Size
    ) -> Command? {
        let scene = Scene(
            trace: trace, status: status, theme: .plain, glyphs: .unicode, analysis: analysis)
        let plan = FramePlan(scene, size)
        if takes(action, scene, plan, size) { return nil }
        let count = trace.threadCount
        let height = plan.layout.lanes.count
        let width = plan.layout.chart.count
        let now = scene.now
        switch action {
        case .selectUp: lanes.move(by: -1, of: count, height: height)
        case .selectDown: lanes.move(by: 1, of: count, height: height)
        case .pageUp: lanes.move(by: -max(height - 1, 1), of: count, height: height)
        case .pageDown: lanes.move(by: max(height - 1, 1), of: count, height: height)
        case .selectFirst: lanes.select(0, of: count, height: height)
        case .selectLast: lanes.select(count - 1, of: count, height: height)
        case .zoomIn: axis.zoom(by: -1, width, now: now)
        case .zoomOut: axis.zoom(by: 1, width, now: now)
        case .scrollLeft: axis.scroll(by: -max(width / 4, 1), width, now: now)
        case .scrollRight: axis.scroll(by: max(width / 4, 1), width, now: now)
        case .scrollToStart: axis.scrollToStart()
        case .followLive: axis.follow()
        case .restart:
            axis.follow()
            primitives.reset()
            return .restart
        case .mouse(let event): apply(event, count, plan.layout, now)
        default: return command(for: action, trace, status)
        }
        return nil
    }

    /// Whether the action was for what lies over the lanes, or for the primitives.
    private mutating func takes(_ action: Action, _ scene: Scene, _ plan: FramePlan, _ size: Size) -> Bool {
        if overlays.open == nil,
            primitives.take(action, plan.inventory, area: plan.layout.primitives, scene.moment)
        {
            return true
        }
        let selected = selectedThread(scene.trace)
        if overlays.take(action, overlays.box(scene, selected: selected), size) { return true }
        switch action {
        case .focusNext, .focusPrevious:
            if overlays.open == .details {
                let step = action == .focusNext ? 1 : -1
                let count = scene.trace.threadCount
                lanes.select(
                    (lanes.index(of: count) + step + count) % max(count, 1), of: count,
                    height: plan.layout.lanes.count)
            } else if plan.layout.primitives != nil, !plan.inventory.resources.isEmpty {
                primitives.toggle()
            }
            return true
        default: return false
        }
    }

    private func command(for action: Action, _ trace: Trace, _ status: RunStatus) -> Command? {
        let isOver = trace.verdict != nil
        switch action {
        case .togglePause where !isOver: return status.isPaused ? .resume : .pause
        case .step where !isOver: return .step
        case .stepThread where !isOver: return selectedThread(trace).map(Command.stepThread)
        case .faster where !isOver && status.speed != nil: return .setSpeed(Speed.faster(than: status.speed))
        case .slower where !isOver: return .setSpeed(Speed.slower(than: status.speed))
        case .nextTheme: return .nextTheme
        case .previousTheme: return .previousTheme
        case .back where status.canGoBack: return .back
        case .quit: return .quit
        default: return nil
        }
    }

    private mutating func apply(_ event: MouseEvent, _ count: Int, _ layout: LaneLayout, _ now: Instant) {
        let height = layout.lanes.count
        let width = layout.chart.count
        guard event.kind != .press else {
            let row = event.row - layout.lanes.lowerBound
            let visible = lanes.visible(count, height: height)
            guard row >= 0, row < visible.count else { return }
            lanes.select(visible.lowerBound + row, of: count, height: height)
            return
        }
        let direction = event.kind == .wheelUp ? -1 : 1
        if event.control {
            axis.zoom(by: direction, width, now: now)
        } else if event.shift {
            axis.scroll(by: direction * max(width / 8, 1), width, now: now)
        } else {
            lanes.scroll(by: direction * 3, of: count, height: height)
        }
    }
}

extension LaneScreen {
    /// The whole screen as it is now. Costs what is visible: the length of the run and the number of threads do not matter.
    package func frame(
        trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, theme: Theme, glyphs: Glyphs,
        size: Size
    ) -> Frame {
        let scene = Scene(trace: trace, status: status, theme: theme, glyphs: glyphs, analysis: analysis)
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        let plan = FramePlan(scene, size)
        let layout = plan.layout
        HeaderLine(scene: scene).draw(on: &frame)
        LanesPanel(
            scene: scene, layout: layout, axis: axis,
            visible: lanes.visible(trace.threadCount, height: layout.lanes.count),
            selected: lanes.index(of: trace.threadCount),
            marks: LaneMarks(scene, highlighting: primitives.highlighted)
        ).draw(on: &frame)
        if let area = layout.primitives {
            PrimitivesPanel(scene: scene, area: area, inventory: plan.inventory, focus: primitives)
                .draw(on: &frame)
        }
        if let area = layout.log { LogPanel(scene: scene, area: area).draw(on: &frame) }
        for (row, line) in zip(layout.banner, plan.banner) {
            frame.write(line, row: row, column: 1, style: theme[plan.bannerRole])
        }
        let bar: KeyBar
        if let box = overlays.box(scene, selected: selectedThread(trace)) {
            overlays.draw(box, on: &frame)
            bar = box.keyBar(size)
        } else {
            bar = KeyBar(table: .lanes, facts: facts(scene, plan), theme: theme, glyphs: glyphs)
        }
        bar.draw(on: &frame, row: layout.keyBar)
        return frame
    }

    private func facts(_ scene: Scene, _ plan: FramePlan) -> Facts {
        let layout = plan.layout
        var facts: Facts = []
        if scene.isOver { facts.insert(.over) }
        if scene.status.isPaused { facts.insert(.paused) }
        if scene.status.canGoBack { facts.insert(.canGoBack) }
        if scene.trace.threadCount > 1 { facts.insert(.hasChoice) }
        if !axis.isFollowing { facts.insert(.isScrolled) }
        if axis.canScroll(layout.chart.count, now: scene.now) { facts.insert(.canScroll) }
        if layout.primitives != nil, !plan.inventory.resources.isEmpty { facts.insert(.hasPrimitives) }
        let inView = lanes.visible(scene.trace.threadCount, height: layout.lanes.count)
        if inView.contains(where: { scene.moment.state(of: ThreadID(UInt32($0 + 1))).isWaiting }) {
            facts.insert(.anyWaits)
        }
        if primitives.isFocused { facts.insert(.isInPrimitives) }
        if primitives.highlighted != nil { facts.insert(.isHighlighting) }
        if let thread = selectedThread(scene.trace) {
            facts.insert(.hasSelection)
            let activity = scene.trace.now.state(of: thread).activity
            if activity.isAlive, !activity.isFinal { facts.insert(.canStepThread) }
        }
        return facts
    }
}
