import LaneCanvas
import ThreadTrace

/// What the lane screen remembers between frames: which lane is selected, what of the run is in view, whether help is open.
///
/// A value without any knowledge of the run: trace, status and window come in with each call, and may be others each time.
package struct LaneScreen: Hashable, Sendable {
    package private(set) var axis = TimeAxis()
    private var lanes = RowList()
    private var help = Help()

    package init() {}

    package var isHelpOpen: Bool { help.isOpen }

    /// The thread whose lane is selected; nil before there are threads.
    package func selectedThread(_ trace: Trace) -> ThreadID? {
        trace.threadCount == 0 ? nil : ThreadID(UInt32(lanes.index(of: trace.threadCount) + 1))
    }

    /// Carries out what concerns the screen only; returns what somebody else has to do.
    package mutating func apply(
        _ action: Action, trace: Trace, status: RunStatus, size: Size
    ) -> Command? {
        if help.take(action, overlay(.plain, .unicode), size) { return nil }
        let scene = Scene(trace: trace, status: status, theme: .plain, glyphs: .unicode)
        let plan = FramePlan(scene, size)
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
            return .restart
        case .mouse(let event): apply(event, count, plan.layout, now)
        default: return command(for: action, trace, status)
        }
        return nil
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
        trace: Trace, status: RunStatus, theme: Theme, glyphs: Glyphs, size: Size
    ) -> Frame {
        let scene = Scene(trace: trace, status: status, theme: theme, glyphs: glyphs)
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        let plan = FramePlan(scene, size)
        let layout = plan.layout
        HeaderLine(scene: scene).draw(on: &frame)
        LanesPanel(
            scene: scene, layout: layout, axis: axis,
            visible: lanes.visible(trace.threadCount, height: layout.lanes.count),
            selected: lanes.index(of: trace.threadCount)
        ).draw(on: &frame)
        if let area = layout.primitives {
            PrimitivesPanel(scene: scene, area: area, inventory: plan.inventory).draw(on: &frame)
        }
        if let area = layout.log { LogPanel(scene: scene, area: area).draw(on: &frame) }
        for (row, line) in zip(layout.banner, plan.banner) {
            frame.write(line, row: row, column: 1, style: theme[plan.bannerRole])
        }
        let bar: KeyBar
        if let offset = help.offset {
            let overlay = overlay(theme, glyphs)
            overlay.draw(on: &frame, offset: offset)
            bar = overlay.keyBar(size)
        } else {
            bar = KeyBar(table: .lanes, facts: facts(scene, layout), theme: theme, glyphs: glyphs)
        }
        bar.draw(on: &frame, row: layout.keyBar)
        return frame
    }

    private func overlay(_ theme: Theme, _ glyphs: Glyphs) -> HelpOverlay {
        HelpOverlay(table: .lanes, theme: theme, glyphs: glyphs)
    }

    private func facts(_ scene: Scene, _ layout: LaneLayout) -> Facts {
        var facts: Facts = []
        if scene.isOver { facts.insert(.over) }
        if scene.status.isPaused { facts.insert(.paused) }
        if scene.status.canGoBack { facts.insert(.canGoBack) }
        if scene.trace.threadCount > 1 { facts.insert(.hasChoice) }
        if !axis.isFollowing { facts.insert(.isScrolled) }
        if axis.canScroll(layout.chart.count, now: scene.now) { facts.insert(.canScroll) }
        if let thread = selectedThread(scene.trace) {
            let activity = scene.trace.now.state(of: thread).activity
            if activity.isAlive, !activity.isFinal { facts.insert(.canStepThread) }
        }
        return facts
    }
}
