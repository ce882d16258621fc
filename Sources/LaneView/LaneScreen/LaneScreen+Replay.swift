import LaneCanvas
import ThreadTrace
import Themes

/// Playing a saved trace: the cursor is the playhead, and the run is the trace.
extension LaneScreen {
    /// What an action led to, where playing was all it was about.
    struct Played {
        let command: Command?
    }

    /// Moves the playhead on by a duration of the run's own time.
    ///
    /// - Returns: whether it has come to the end, where it is live: it goes along with a trace that still grows.
    package mutating func play(by duration: Duration, trace: Trace, status: RunStatus) -> Bool {
        guard !cursor.isLive else { return true }
        let end = max(status.now, trace.end)
        let place = cursor.place(in: trace, now: end)
        let time = max(place.time.advanced(by: duration), place.time)
        guard time < end else {
            cursor = .live
            return true
        }
        // Between two steps of one moment it is behind what has happened by then.
        let position = time == place.time ? place.position : max(place.position, trace.position(at: time))
        axis.settle(at: scene(trace, status, nil, .none).focus(on: axis.unit).place)
        cursor = .past(CursorPlace(position: position, time: time))
        return false
    }

    /// To the start, with the axis.
    package mutating func rewind(trace: Trace) {
        cursor = .start(of: trace)
        axis.settle(at: 0)
    }

    /// What an action does to what is played; nil when it is no other than in a run.
    mutating func play(_ action: Action, _ scene: Scene, _ layout: LaneLayout) -> Played? {
        let isPaused = scene.status.isPaused
        switch action {
        case .togglePause:
            if isPaused, cursor.isLive { rewind(trace: scene.trace) }
            if !isPaused { stop(scene) }
            return Played(command: isPaused ? .resume : .pause)
        case .restart:
            rewind(trace: scene.trace)
            log.leave()
            return Played(command: .resume)
        case .step, .stepBack, .stepThread:
            if !isPaused { stop(scene) }
            if !cursor.isLive || action == .stepBack { _ = travel(action, scene, layout) }
            return Played(command: isPaused ? nil : .pause)
        default: return nil
        }
    }

    /// Stays where a trace that still grows has come to. At an end it stays live, which is where it can be played from again.
    private mutating func stop(_ scene: Scene) {
        if cursor.isLive, scene.trace.verdict == nil { cursor = .past(scene.place) }
    }
}
