import LaneCanvas
import ThreadTrace
import Themes

/// A step in a sentence: who did what, and what came of it.
struct StepWords {
    let thread: ThreadID
    /// What it did, or will do.
    var deed: String
    let style: Style
    /// What came of it; nil for nothing worth a word.
    var consequence: String?
    /// `.error` where something went wrong with it, `.warning` where something could.
    var alarm: Role?
    let place: SourceLocation?
}

extension Scene {
    /// The last step at the moment that is shown; nil before the first.
    var lastStep: StepWords? {
        guard let number = trace.eventNumber(ofStep: moment.stepCount) else { return nil }
        let event = trace[number]
        var words = StepWords(
            thread: event.thread, deed: trace.deed(of: event), style: style(ofStep: event.resource),
            place: trace[event.source])
        if let lost = trace.lostUpdate(by: number) {
            let (read, over) = (trace[lost.read], trace[lost.overwritten])
            words.deed += ", over \(name(of: over.thread))'s \(trace.written(by: over))"
            words.consequence = "an update is lost: it had read \(trace.written(by: read))"
            words.alarm = .error
        } else {
            (words.consequence, words.alarm) = consequence(of: event)
            if words.alarm == nil, isMarked(number), let finding = findings(at: number).first {
                (words.consequence, words.alarm) = (self.words(for: finding, at: number), .warning)
            }
        }
        return words
    }

    /// Who takes the next step from here, and which, as far as that is known.
    var nextStep: StepWords? {
        if let number = trace.eventNumber(ofStep: moment.stepCount + 1) {
            let event = trace[number]
            return StepWords(
                thread: event.thread, deed: trace.intention(event.kind, event.resource, by: event.thread),
                style: style(ofStep: event.resource), place: trace[event.source])
        }
        guard isLive, !isOver, let next = status.nextOperation else { return nil }
        return StepWords(
            thread: next.thread, deed: trace.intention(next.kind, next.resource, by: next.thread),
            style: style(ofStep: next.resource), place: next.place)
    }

    private func style(ofStep resource: ResourceID) -> Style {
        trace[resource]?.kind.isColoured == true ? style(of: resource) : theme[.canvas]
    }

    // MARK: What came of it

    /// The thread itself now waits, or others can go on.
    private func consequence(of event: Event) -> (String?, alarm: Role?) {
        let state = moment.state(of: event.thread)
        if state.isWaiting {
            let owner = moment.owner(of: state.resource).map { ", held by \(name(of: $0))" } ?? ""
            let info = trace[state.resource]
            let isLock = info?.kind.isLock == true
            let wait =
                switch info?.kind {
                case .outside: "now waits outside"
                case .shared, .atomic: "now spins on \(info?.name ?? "")"
                default: "now waits for \(info?.name ?? "something")\(isLock ? owner : "")"
                }
            return cycle[event.thread] == nil
                ? (wait, nil) : ("\(wait): nobody of this circle can go", .error)
        }
        guard let gift = Self.gifts[event.kind] else { return (nil, nil) }
        let waiters = moment.waiters(of: event.resource, limit: 4)
        guard !waiters.isEmpty else { return (nil, nil) }
        let total = moment.waiterCount(of: event.resource)
        let names = list(waiters, of: total, after: "", columns: 40)
        return (total == 1 ? "\(names) can \(gift)" : "one of \(names) can \(gift)", nil)
    }

    /// What one of those who wait for a thing can do once somebody has done this to it.
    private static let gifts: [EventKind: String] = [
        .release: "have it", .put: "get it", .get: "put", .notify: "go on", .set: "go on", .trip: "go on",
        .finish: "go on", .fail: "go on", .complete: "go on", .submit: "take it", .abort: "go on",
    ]
}
