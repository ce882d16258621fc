import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

extension LaneScreen {
    /// The whole screen as it is now. Costs what is visible: the length of the run and the number of threads do not matter.
    package func frame(
        trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, sources: SourceListings = .none,
        theme: Theme, glyphs: Glyphs, size: Size
    ) -> Frame {
        var screen = self
        return screen.nextFrame(
            trace: trace, status: status, analysis: analysis, sources: sources, theme: theme, glyphs: glyphs,
            size: size)
    }

    /// The same, and it is remembered what was seen: frame after frame nothing jumps, and the order of very many lanes is not worked
    /// out more often than it changes.
    package mutating func nextFrame(
        trace: Trace, status: RunStatus, analysis: RunAnalysis? = nil, sources: SourceListings = .none,
        theme: Theme, glyphs: Glyphs, size: Size
    ) -> Frame {
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        let scene = Scene(
            trace: trace, status: status, analysis: analysis, sources: sources, cursor: cursor,
            playsPast: playsPast, theme: theme, glyphs: glyphs)
        refresh(scene, size)
        draw(scene, on: &frame)
        return frame
    }

    private func draw(_ scene: Scene, on frame: inout Frame) {
        let plan = plan(scene, frame.size)
        let layout = plan.layout
        let columns = axis.columns(layout.laneParts.chart.count, scene.focus(on: axis.unit))
        HeaderLine(scene: scene, isPresented: isPresenting).draw(in: layout.header, on: &frame)
        let dareRole: Role = scene.isDareMet ? .done : .next
        for (row, line) in zip(layout.dare, plan.dare) {
            frame.write(line, row: row, column: 1, style: scene.theme[dareRole])
        }
        if shownPanels.contains(.lanes) || isPresenting {
            LanesPanel(
                scene: scene, columns: columns, roster: roster,
                marks: LaneMarks(scene, highlighting: primitives.highlighted), layout: layout.laneParts,
                isPresented: isPresenting
            ).draw(in: layout.lanes, on: &frame)
        }
        if let area = layout.primitives {
            PrimitivesPanel(
                scene: scene, inventory: plan.inventory, selection: primitives,
                isFocused: focus == .primitives, columns: columns
            ).draw(in: area, on: &frame)
        }
        drawLog(scene, layout, on: &frame)
        drawCode(scene, layout, on: &frame)
        for (row, line) in zip(layout.banner, plan.banner) {
            frame.write(line, row: row, column: 1, style: scene.theme[plan.bannerRole])
        }
        drawBottom(scene, layout, on: &frame)
    }

    private func drawLog(_ scene: Scene, _ layout: LaneLayout, on frame: inout Frame) {
        guard let area = layout.log else { return }
        let messages = log.rows(
            scene, log.filter(selectedThread(scene.trace)), height: area.rows.count - 1)
        let lacksCode = !scene.status.file.isEmpty && !scene.sources.contains(scene.status.file)
        LogPanel(
            scene: scene, view: log, messages: messages, isFocused: focus == .log,
            note: lacksCode ? "no source of \(scene.status.file)" : "",
            nameColumns: min(progress.needs.names, max(area.columns.count / 6, 9), 16)
        ).draw(in: area, on: &frame)
    }

    private func drawCode(_ scene: Scene, _ layout: LaneLayout, on frame: inout Frame) {
        guard let area = layout.code else { return }
        guard let view = codeView(scene, layout) else { return }
        CodePanel(
            scene: scene, view: view, scroll: code, selected: selectedThread(scene.trace),
            isFocused: focus == .code
        ).draw(in: area, on: &frame)
        guard area.columns.lowerBound > 0, layout.log?.rows.lowerBound == area.rows.upperBound else { return }
        frame.put(
            scene.glyphs.teeUp, row: area.rows.upperBound, column: area.columns.lowerBound,
            style: scene.theme[.rule])
    }

    /// The last row: what is being typed, or which keys do something now.
    private func drawBottom(_ scene: Scene, _ layout: LaneLayout, on frame: inout Frame) {
        let (theme, glyphs) = (scene.theme, scene.glyphs)
        let box = box(scene, frame.size)
        if let box {
            box.draw(in: Area(frame.size), on: &frame)
        } else if isTyping {
            // The end of a long text, where one types.
            let row = layout.keyBar.rows.lowerBound
            let room = max(frame.size.columns - 30, 8)
            var column = 1 + frame.write("/", row: row, column: 1, style: theme[.key])
            column += frame.write(
                String(roster.filter.suffix(room)), row: row, column: column, style: theme[.canvas],
                limit: room)
            frame.put(glyphs.edge, row: row, column: column, style: theme[.key])
            frame.cursor = CellPosition(row: row, column: column)
        } else if let question {
            frame.write(
                question.words, row: layout.keyBar.rows.lowerBound, column: 0, style: theme[.heading])
        } else if isPresenting {
            return
        }
        let (bar, area) = keyBar(scene, layout, frame.size, under: box)
        bar.draw(in: area, on: &frame)
    }

    /// What lies over the lanes. Its content is worked out here, once a frame.
    func box(_ scene: Scene, _ size: Size) -> OverlayBox? {
        overlays.box(scene, selected: selectedThread(scene.trace), branches, size)
    }

    /// The keys that do something now, and where they stand.
    func keyBar(_ scene: Scene, _ layout: LaneLayout, _ size: Size, under box: OverlayBox?) -> (
        bar: KeyBar, area: Area
    ) {
        if let box {
            return (box.keyBar(size), layout.keyBar)
        }
        let table: KeyTable =
            switch focus {
            case _ where isTyping: .typing
            case _ where question != nil: question?.keys ?? .lanes
            case .log where layout.log != nil: .log
            case .primitives where layout.primitives != nil: .primitives
            case .code where layout.code != nil: .code
            default: scene.status.wheel != nil ? .steering : .lanes
            }
        var area = layout.keyBar
        if isTyping {
            let text = DisplayText.width(of: String(roster.filter.suffix(max(size.columns - 30, 8))))
            area.columns = min(3 + text, size.columns)..<size.columns
        } else if let question {
            area.columns = min(question.words.utf8.count, size.columns)..<size.columns
        }
        return (
            KeyBar(table: table, facts: facts(scene, layout), theme: scene.theme, glyphs: scene.glyphs), area
        )
    }

    private func facts(_ scene: Scene, _ layout: LaneLayout) -> Facts {
        var facts: Facts = []
        if scene.isOver { facts.insert(.over) }
        if scene.status.isReplay { facts.insert(.replay) }
        if scene.status.recording != nil { facts.insert(.recording) }
        if scene.status.isPaused { facts.insert(.paused) }
        if scene.status.canGoBack || focus != .lanes || primitives.highlighted != nil
            || !roster.filter.isEmpty
        {
            facts.insert(.canGoBack)
        }
        if roster.count(scene.trace) > 1 { facts.insert(.hasChoice) }
        if scene.trace.threadCount > 1 { facts.insert(.hasLanes) }
        if !scene.isLive { facts.insert(.past) }
        if scene.place.position > scene.trace.position(beforeStep: 1) { facts.insert(.hasPast) }
        if layout.code != nil { facts.insert(.hasCode) }
        if layout.log != nil, scene.trace.messageCount > 0 { facts.insert(.hasLog) }
        if layout.primitives != nil, scene.trace.resourceCount > scene.trace.threadCount {
            facts.insert(.hasPrimitives)
        }
        let inView = roster.visible(scene.trace, height: layout.laneParts.capacity).lazy
            .compactMap { roster[$0, scene.trace] }
        if inView.contains(where: { scene.moment.state(of: $0).isWaiting }) { facts.insert(.anyWaits) }
        if !scene.cycle.isEmpty { facts.insert(.deadlocked) }
        if !scene.analysis.findingIndex.findings.isEmpty { facts.insert(.hasFindings) }
        if isSteppedThrough(scene), !scene.isOver || !scene.isLive { facts.insert(.stepping) }
        if playsPast { facts.insert(.playsPast) }
        if scene.status.wheel != nil { facts.insert(.steered) }
        if scene.status.canBeSteered { facts.insert(.canBeSteered) }
        if scene.status.branch != nil { facts.insert(.branched) }
        if branches.runs.count > 1 { facts.insert(.hasBranches) }
        if follows { facts.insert(.follows) }
        if isFitted { facts.insert(.fitted) }
        if axis.unit == .steps { facts.insert(.bySteps) }
        if let thread = selectedThread(scene.trace) {
            let activity = scene.moment.state(of: thread).activity
            if activity.isAlive, !activity.isFinal { facts.insert(.canStepThread) }
        }
        return facts
    }
}
