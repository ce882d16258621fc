import ThreadTrace

/// Where a scene stands on an axis.
extension Scene {
    /// Where the cursor, or the live edge, stands on an axis. A playhead is a cursor up to the end: the view must not jump when
    /// it comes there.
    func focus(on unit: AxisUnit) -> LaneAxis.Focus {
        LaneAxis.Focus(
            place: unit == .time ? place.time.nanoseconds : Int64(moment.stepCount),
            isLive: isLive && !status.isReplay)
    }

    /// How far the run has come on an axis.
    func end(on unit: AxisUnit) -> Int64 {
        unit == .time ? now.nanoseconds : Int64(trace.stepCount)
    }

    /// What tells the whole of a run: time, unless all that its threads did happened too soon after another for that. What the
    /// first thread does before there are others, as loading a program, is no part of it.
    var tellingUnit: AxisUnit {
        let second = trace.threadIDs.dropFirst().first.flatMap { trace.event(0, of: $0) }
        let time = now.nanoseconds - (second?.time.nanoseconds ?? trace.start(on: .time))
        let steps = end(on: .steps) - (second.map { Int64($0.step) } ?? trace.start(on: .steps))
        return time / AxisScale.finest(.time) < min(steps, 16) ? .steps : .time
    }
}

extension Trace {
    /// Where it begins on an axis: 0, or where what is kept of it does.
    func start(on unit: AxisUnit) -> Int64 {
        unit == .time ? beginning.time.nanoseconds : Int64(beginning.stepCount)
    }
}

extension Cursor {
    /// As it was when the axis reached a place; what lies beyond the end is live.
    static func at(_ target: Int64, on unit: AxisUnit, in trace: Trace, now: Instant) -> Cursor {
        switch unit {
        case .steps:
            if target >= trace.stepCount { return .live }
            return target <= trace.start(on: unit)
                ? .start(of: trace) : .at(trace.position(beforeStep: Int(target) + 1), in: trace)
        case .time:
            if target >= now.nanoseconds { return .live }
            if target <= trace.start(on: unit) { return .start(of: trace) }
            let time = Instant(nanoseconds: target)
            return .past(CursorPlace(position: trace.position(at: time), time: time))
        }
    }
}
