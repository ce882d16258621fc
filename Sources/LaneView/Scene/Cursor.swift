import ThreadTrace

/// Which moment of the run the screen shows: the present as it moves on, or a moment of the past that stays.
package enum Cursor: Hashable, Sendable {
    case live
    case past(CursorPlace)

    package var isLive: Bool { self == .live }

    /// Where it stands in a run that is at `now`; held to what there is, whatever trace it was set for.
    func place(in trace: Trace, now: Instant) -> CursorPlace {
        guard case .past(let place) = self else { return CursorPlace(position: trace.count, time: now) }
        return CursorPlace(
            position: min(max(place.position, trace.floor), trace.count),
            time: min(max(place.time, trace.beginning.time), now))
    }
}

/// A moment: after the first `position` events, and at a time, because time also goes by while nothing happens.
package struct CursorPlace: Hashable, Sendable {
    package let position: Int
    package let time: Instant

    init(position: Int, time: Instant) {
        self.position = position
        self.time = time
    }
}

extension Cursor {
    /// After the first `position` events; the end of the run is live.
    static func at(_ position: Int, in trace: Trace) -> Cursor {
        position >= trace.count
            ? .live : .past(CursorPlace(position: position, time: trace.moment(at: position).time))
    }

    /// The start of the run, or of what is kept of it: what led up to its first step has happened. Live where nothing else has.
    static func start(of trace: Trace) -> Cursor {
        let position = trace.position(beforeStep: 1)
        return position >= trace.count
            ? .live : .past(CursorPlace(position: position, time: trace.beginning.time))
    }

    /// As it was before the last step that had been taken here; where none had, the start.
    func stepBack(in trace: Trace, now: Instant) -> Cursor {
        let step = trace.moment(at: place(in: trace, now: now).position).stepCount
        return step <= trace.beginning.stepCount + 1
            ? .start(of: trace) : .at(trace.position(beforeStep: step), in: trace)
    }

    /// Positions in the trace have fallen by so many, as events of before have been forgotten.
    ///
    /// - Returns: whether its own moment is among them.
    mutating func forget(_ count: Int, in trace: Trace) -> Bool {
        guard case .past(let place) = self else { return false }
        self = .past(
            CursorPlace(
                position: max(place.position - count, trace.floor),
                time: max(place.time, trace.beginning.time)))
        return place.position - count < trace.floor
    }

    /// As it was after the next step that was taken from here.
    func stepForward(in trace: Trace, now: Instant) -> Cursor {
        .at(place(in: trace, now: now).afterNextStep(in: trace).position, in: trace)
    }
}
