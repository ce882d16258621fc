import LaneCanvas
import ThreadTrace

/// Going on and standing still: a run's own steps while it is shown as it happens, the player's where its past is shown or a saved
/// trace, whose playhead is the cursor.
extension LaneScreen {
    /// Moves the playhead on by a duration of the run's own time.
    ///
    /// - Returns: whether it has come to the end, where it is live: it goes along with a trace that still grows.
    package mutating func play(by duration: Duration, trace: Trace, status: RunStatus) -> Bool {
        guard !cursor.isLive else { return true }
        let end = max(status.now, trace.end)
        let place = cursor.place(in: trace, now: end).advanced(by: duration, in: trace, end: end).place
        guard place.time < end else {
            cursor = .live
            playsPast = false
            return true
        }
        axis.bring(scene(trace, status, nil, .none).focus(on: axis.unit).place)
        cursor = .past(place)
        return false
    }

    /// To the start, with the axis.
    package mutating func rewind(trace: Trace) {
        cursor = .start(of: trace)
        axis.begin(at: trace.start(on: axis.unit))
    }

    /// Behind a step, or at the end where there are fewer. The lane of whoever takes the next one is selected.
    package mutating func stand(behind step: Int, in trace: Trace) {
        let position = trace.position(beforeStep: step + 1)
        cursor = .at(position, in: trace)
        if position < trace.count { roster.begin(with: trace[position].thread, trace) }
    }

    mutating func play(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        scene.status.isReplay ? replay(action, scene, layout) : run(action, scene, layout)
    }

    /// A run that goes on: at its present the run takes the step, in its past the cursor does.
    private mutating func run(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        let isOver = scene.isOver
        if question == .whichRun { return answer(action, scene) }
        switch action {
        case .stepBack: step(action, scene, layout.laneParts.chart.count)
        case .step where !cursor.isLive, .stepThread where !cursor.isLive:
            step(action, scene, layout.laneParts.chart.count)
        case .togglePause where !cursor.isLive: playsPast.toggle()
        case .togglePause where scene.status.wheel != nil && !isOver:
            notice = "you choose: . lets the selected lane go, m lets the run go on by itself"
        case .togglePause where !isOver, .toggleRun where !isOver:
            return scene.status.isPaused ? .resume : .pause
        // At the moment at which it was pressed.
        case .step where !isOver && !scene.status.isPaused,
            .stepThread where !isOver && !scene.status.isPaused:
            return .pause
        case .step where !isOver: return .step
        case .stepThread where !isOver: return selectedThread(scene.trace).map(Effect.stepThread)
        case .slower where !isOver, .faster where !isOver: return speed(action, scene)
        case .restart where scene.status.isRepeatable || !isOver: return runAnew()
        case .restart: question = .whichRun
        case .togglePause, .step, .stepThread: notice = "The run is over: , goes back a step, R runs again."
        default: break
        }
        return nil
    }

    /// Another run would not be the one that was just seen: which of the two?
    private mutating func answer(_ action: Action, _ scene: Scene) -> Effect? {
        question = nil
        switch action {
        case .restart: return runAnew()
        case .sameRun:
            rewind(trace: scene.trace)
            playsPast = true
        default: break
        }
        return nil
    }

    private mutating func runAnew() -> Effect {
        restart()
        return .restart
    }

    /// What is shown begins anew.
    mutating func restart() {
        branches = Branches()
        cursor = .live
        playsPast = false
        isFitted = false
        progress = ScreenProgress()
        axis = LaneAxis(axis.unit)
        log.leave()
        primitives = PrimitiveSelection()
    }

    /// A saved trace: what is over can be played, at any speed.
    private mutating func replay(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Effect? {
        let isPaused = scene.status.isPaused
        switch action {
        case .togglePause:
            if isPaused, cursor.isLive { rewind(trace: scene.trace) }
            if !isPaused { halt(scene) }
            return isPaused ? .resume : .pause
        case .restart:
            rewind(trace: scene.trace)
            log.leave()
            return .resume
        case .step, .stepBack, .stepThread:
            if !isPaused {
                halt(scene)
                return .pause
            }
            if !cursor.isLive || action == .stepBack { step(action, scene, layout.laneParts.chart.count) }
            return nil
        default: return speed(action, scene)
        }
    }

    private func speed(_ action: Action, _ scene: Scene) -> Effect? {
        let speed = scene.status.speed
        if action == .slower { return .setSpeed(Speed.slower(than: speed)) }
        return speed == nil ? nil : .setSpeed(Speed.faster(than: speed))
    }

    /// Stays where a trace that still grows has come to. At an end it stays live, which is where it can be played from again.
    private mutating func halt(_ scene: Scene) {
        if cursor.isLive, scene.trace.verdict == nil { cursor = .past(scene.place) }
    }
}
