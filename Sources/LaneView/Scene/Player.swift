import ThreadTrace

/// Plays what has happened: how fast a playhead goes through a trace, and whether it stands.
///
/// The one player of everything that is not happening now: a saved run on the screen, whose cursor is the playhead; the same run
/// happening once more for a screencast; and the past of a run that goes on, which is gone through step by step.
package struct Player: Hashable, Sendable {
    /// How fast the run's clock goes beside the wall's; nil: without waiting at all.
    package var speed: Double?
    package var isPaused: Bool

    package init(speed: Double? = 1, isPaused: Bool = false) {
        self.speed = speed
        self.isPaused = isPaused
    }

    /// Where a playhead comes to a halt by itself.
    package enum Stop: Hashable, Sendable {
        case time(Instant)
        case step(Int)
    }

    /// So much real time, as the run's clock counts it.
    func ownTime(_ time: Duration) -> Duration { speed.map { time * $0 } ?? .seconds(1e9) }
}

extension CursorPlace {
    /// So much of the run's own time later, but not beyond `end` or a stop. Between two steps of one moment a playhead is behind
    /// what has happened by then; at the end it is behind everything. O(log events).
    ///
    /// - Returns: the place, and whether it is the stop's.
    func advanced(
        by time: Duration, in trace: Trace, end: Instant, until stop: Player.Stop? = nil
    ) -> (place: CursorPlace, hasStopped: Bool) {
        var target = max(min(self.time.advanced(by: time), end), self.time)
        switch stop {
        case .step(let step):
            let place = trace.position(afterStep: step)
            if place <= position, trace.moment(at: position).stepCount >= step { return (self, true) }
            if step <= trace.stepCount, trace[place - 1].time <= target {
                return (CursorPlace(position: place, time: max(trace[place - 1].time, self.time)), true)
            }
        case .time(let limit): target = min(target, max(limit, self.time))
        case nil: break
        }
        let reached = if case .time(let limit) = stop { target >= limit } else { false }
        if target >= end { return (CursorPlace(position: trace.count, time: target), reached) }
        let position = target == self.time ? position : max(position, trace.position(at: target))
        return (CursorPlace(position: position, time: target), reached)
    }

    /// After the next step, and all that came of it before the one after that. O(log events).
    func afterNextStep(in trace: Trace) -> CursorPlace {
        let step = trace.moment(at: position).stepCount
        return moved(to: trace.position(beforeStep: step + 2), in: trace)
    }

    /// The same of a thread's next step, whatever others do before; nil when it takes none any more.
    func afterNextStep(of thread: ThreadID, in trace: Trace) -> CursorPlace? {
        trace.position(afterNextStepOf: thread, from: position).map { moved(to: $0, in: trace) }
    }

    private func moved(to position: Int, in trace: Trace) -> CursorPlace {
        CursorPlace(position: position, time: max(time, trace.moment(at: position).time))
    }
}
