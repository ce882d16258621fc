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
            let isLost = trace.lostUpdate(by: number) != nil
            guard let letter = event.stepLetter else { return nil }
            return Mark(
                column: column, event: number, thread: event.thread, letter: letter,
                style: step > last
                    ? scene.theme[.rule] : style(of: event, isLast: step == last, isLost: isLost))
        }
    }

    private func style(of event: Event, isLast: Bool, isLost: Bool) -> Style {
        var style = scene.mark(on: event.resource, holding: event.holds, isLost: isLost)
        if isLast { style.attributes.insert(.bold) }
        if isLast { style.attributes.formSymmetricDifference(.reverse) }
        return style
    }
}

extension Scene {
    /// A letter about a resource on a lane: on the ground of the lock that is held meanwhile.
    func mark(on resource: ResourceID, holding lock: ResourceID, isLost: Bool) -> Style {
        if isLost {
            var style = theme[.error]
            style.attributes.formSymmetricDifference(.reverse)
            return style
        }
        if let info = trace[lock], info.kind.isColoured {
            return theme.onLock(info.ordinal)
        }
        return trace[resource]?.kind.isColoured == true ? style(of: resource) : theme[.running]
    }
}
