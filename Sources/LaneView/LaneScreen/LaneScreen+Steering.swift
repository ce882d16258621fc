import LaneCanvas
import ThreadTrace

/// Choosing who goes next: at the present the run takes the step, and from any moment of the past it goes another way.
extension LaneScreen {
    mutating func steer(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        switch action {
        case .takeWheel: return takeWheel(scene)
        case .go: return selectedThread(scene.trace).flatMap { go($0, scene, layout) }
        case .pick(let number):
            let thread = ThreadID(UInt32(number))
            guard let choice = scene.wheel?.choice(of: thread), roster.shows(thread, scene.trace) else {
                notice = "no lane that can go has the number \(number)"
                return nil
            }
            guard choice.canGo else {
                notice = scene.words(forBlocked: choice)
                return nil
            }
            return pick(thread, scene, layout)
        case .nextAble, .previousAble: selectAble(by: action == .nextAble ? 1 : -1, scene, layout)
        case .goBack:
            if let parent = branches.parent { return .visit(run: parent) }
            notice = "this is the run that it began with"
        default: break
        }
        return nil
    }

    private mutating func takeWheel(_ scene: Scene) -> Effect? {
        let isAsked = question == .anew
        question = nil
        if scene.status.isReplay {
            notice = "a saved run can not be steered: run --schedule @FILE takes its steps again"
            return nil
        }
        guard scene.status.canBeSteered else {
            if isAsked {
                restart()
                return .restartByHand
            }
            question = .anew
            return nil
        }
        if isLive, scene.status.wheel != nil, !scene.isOver { return .handBack }
        return branch(after: scene.moment.stepCount, then: nil, scene)
    }

    /// Lets a lane go, and selects it at the present: what is left for another way stays as it was.
    mutating func pick(_ thread: ThreadID, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        if isLive { roster.show(thread, scene, height: layout.laneParts.capacity) }
        return go(thread, scene, layout)
    }

    /// Lets a lane go, now or at the moment of the past that is shown.
    mutating func go(_ thread: ThreadID, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        if isLive {
            if !scene.isOver { return .stepThread(thread) }
            notice = "the run is over: , goes back, and from there it can go another way"
            return nil
        }
        let step = scene.moment.stepCount
        // Whoever went then goes again: nothing else happens.
        if let next = scene.trace.eventNumber(ofStep: step + 1), scene.trace[next].thread == thread {
            self.step(.step, scene, layout.laneParts.chart.count)
            return nil
        }
        if let choice = scene.wheel?.choice(of: thread), !choice.canGo {
            notice = scene.words(forBlocked: choice)
            return nil
        }
        return branch(after: step, then: thread, scene)
    }

    private mutating func branch(after step: Int, then thread: ThreadID?, _ scene: Scene) -> Effect? {
        guard let steps = scene.trace.threads(ofSteps: step) else {
            notice = "the first steps are no longer kept, so that it can not go another way"
            return nil
        }
        return .branch(Branch(steps: steps, thread: thread, run: branches.runs.count))
    }

    private mutating func selectAble(by direction: Int, _ scene: Scene, _ layout: LaneLayout) {
        let count = roster.count(scene.trace)
        guard let wheel = scene.wheel, count > 0 else { return }
        let row = roster.selectedRow(scene.trace)
        let next = (1...count).lazy.map { (row + (direction * $0) % count + count) % count }
            .first { row in roster[row, scene.trace].flatMap(wheel.choice)?.canGo == true }
        if let next { roster.select(next, scene.trace, height: layout.laneParts.capacity) }
    }

    /// Goes to the run that is selected in the list of all.
    mutating func visitSelected() -> Effect? {
        let run = overlays.selectedRun(branches)
        overlays.close()
        return run.flatMap { $0 == branches.current ? nil : .visit(run: $0) }
    }

    /// To the selected end, as another way; or to the point of no return, where the run that is shown came behind it.
    mutating func goToEnd(_ scene: Scene, _ layout: LaneLayout) -> Effect? {
        guard let prospects = scene.prospects else { return nil }
        let lines = ProspectsOverlay.lineTotal(prospects)
        guard let line = overlays.selectedEnd(lines) else { return nil }
        if prospects.ends.indices.contains(line) {
            let end = prospects.ends[line]
            overlays.close()
            return .branch(Branch(steps: end.steps, thread: nil, run: branches.runs.count))
        }
        guard let step = prospects.noReturn else { return nil }
        let place = scene.trace.position(beforeStep: step)
        progress.isStepping = true
        move(to: .at(place, in: scene.trace), scene, layout.laneParts.chart.count)
        return nil
    }

    /// The selected run's command.
    mutating func copySelected(_ scene: Scene) -> Effect? {
        guard let run = overlays.selectedRun(branches) else { return nil }
        // The answer stands below the lanes.
        overlays.close()
        return .copy(branches.command(of: run, scene, atMost: nil))
    }

    /// This run is shown again in place of another: what lies over the lanes stays.
    mutating func takeOver(from other: LaneScreen, _ branches: Branches) {
        self.branches = branches
        overlays = other.overlays
        panels = other.panels
        (isPresenting, isMaximised) = (other.isPresenting, other.isMaximised)
    }

    /// Another run is shown at its present, which is where the one before was looked at: nothing else changes.
    mutating func standAtPresent() {
        cursor = .live
        playsPast = false
        log.leave()
    }
}
