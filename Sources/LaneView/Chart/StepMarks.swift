import LaneCanvas
import ThreadTrace
import Themes

/// What each step in view did, as a letter in the lane of the thread that took it, on an axis with a column for each step. The last one
/// stands out until the next.
struct StepMarks {
    let scene: Scene
    let columns: AxisColumns

    struct Mark {
        let column: Int
        /// The event's number in the trace.
        let event: Int
        let thread: ThreadID
        let letter: Character
        let style: Style
        /// Whether something is wrong with it, or could go wrong.
        let isAlarming: Bool
    }

    /// Whether columns are steps.
    var isVisible: Bool { columns.unit == .steps && columns.width == 1 }

    /// Costs what is in view, and O(log events) for each column.
    var marks: [Mark] {
        guard isVisible else { return [] }
        let trace = scene.trace
        let last = scene.moment.stepCount
        return (0..<columns.count).compactMap { column in
            let step = Int(columns.start(of: column))
            guard step <= last || !scene.hidesLater, let number = trace.eventNumber(ofStep: step) else {
                return nil
            }
            let event = trace[number]
            guard let letter = event.stepLetter else { return nil }
            let alarm = scene.alarm(at: number)
            return Mark(
                column: column, event: number, thread: event.thread, letter: letter,
                style: step > last ? scene.theme[.rule] : style(of: event, alarm, isLast: step == last),
                isAlarming: alarm != nil)
        }
    }

    private func style(of event: Event, _ alarm: Role?, isLast: Bool) -> Style {
        var style = scene.mark(on: event.resource, holding: event.holds, alarm)
        if isLast { style.attributes.insert(.bold) }
        if isLast { style.attributes.formSymmetricDifference(.reverse) }
        return style
    }
}

extension Scene {
    /// A letter about a resource on a lane: on the ground of the lock that is held meanwhile, or of an alarm.
    func mark(on resource: ResourceID, holding lock: ResourceID, _ alarm: Role?) -> Style {
        if let alarm { return theme.alarm(alarm) }
        if let info = trace[lock], info.kind.isColoured {
            return theme.onLock(info.ordinal)
        }
        return trace[resource]?.kind.isColoured == true ? style(of: resource) : theme[.running]
    }

    /// `.error` for an event that lost an update, `.warning` for one with which something else is wrong, or could go wrong.
    fileprivate func alarm(at event: Int) -> Role? {
        if trace.lostUpdate(by: event) != nil { return .error }
        return isMarked(event) ? .warning : nil
    }
}

extension Theme {
    /// What must be seen on a lane: reversed for `.error`; underlined for a warning, as the last step alone is to stand out more.
    func alarm(_ role: Role) -> Style {
        var style = self[role]
        if role == .error {
            style.attributes.formSymmetricDifference(.reverse)
        } else {
            style.attributes.formUnion([.bold, .underline])
        }
        return style
    }
}
