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
    var isBad = false
    let place: SourceLocation?
}

extension Scene {
    /// The last step at the moment that is shown; nil before the first.
    var lastStep: StepWords? {
        guard let number = trace.eventNumber(ofStep: moment.stepCount) else { return nil }
        let event = trace[number]
        var words = StepWords(
            thread: event.thread, deed: deed(event), style: style(ofStep: event.resource),
            place: trace[event.source])
        if let lost = trace.lostUpdate(by: number) {
            let (read, over) = (trace[lost.read], trace[lost.overwritten])
            words.deed += ", over \(name(of: over.thread))'s \(value(of: over))"
            words.consequence = "an update is lost: it had read \(value(of: read))"
            words.isBad = true
        } else {
            (words.consequence, words.isBad) = consequence(of: event)
        }
        return words
    }

    /// Who takes the next step from here, and which, as far as that is known.
    var nextStep: StepWords? {
        if let number = trace.eventNumber(ofStep: moment.stepCount + 1) {
            let event = trace[number]
            return StepWords(
                thread: event.thread, deed: intention(event.kind, event.resource, by: event.thread),
                style: style(ofStep: event.resource), place: trace[event.source])
        }
        guard isLive, !isOver, let next = status.nextOperation else { return nil }
        return StepWords(
            thread: next.thread, deed: intention(next.kind, next.resource, by: next.thread),
            style: style(ofStep: next.resource), place: next.place)
    }

    private func style(ofStep resource: ResourceID) -> Style {
        trace[resource]?.kind.isColoured == true ? style(of: resource) : theme[.canvas]
    }

    // MARK: What came of it

    /// The thread itself now waits, or others can go on.
    private func consequence(of event: Event) -> (String?, isBad: Bool) {
        let state = moment.state(of: event.thread)
        if state.isWaiting {
            let owner = moment.owner(of: state.resource).map { ", held by \(name(of: $0))" } ?? ""
            let isLock = trace[state.resource]?.kind.isLock == true
            let wait = "now waits for \(trace[state.resource]?.name ?? "something")\(isLock ? owner : "")"
            return cycle[event.thread] == nil
                ? (wait, false) : ("\(wait): nobody of this circle can ever go", true)
        }
        guard let gift = Self.gifts[event.kind] else { return (nil, false) }
        let waiters = moment.waiters(of: event.resource, limit: 4)
        guard !waiters.isEmpty else { return (nil, false) }
        let total = moment.waiterCount(of: event.resource)
        let names = list(waiters, of: total, after: "", columns: 40)
        return (total == 1 ? "\(names) can \(gift)" : "one of \(names) can \(gift)", false)
    }

    /// What one of those who wait for a thing can do once somebody has done this to it.
    private static let gifts: [EventKind: String] = [
        .release: "have it", .put: "get it", .get: "put", .notify: "go on", .set: "go on", .trip: "go on",
        .finish: "go on", .fail: "go on", .complete: "go on", .submit: "take it", .abort: "go on",
    ]

    // MARK: Deeds

    private func value(of event: Event) -> String {
        event.detail == Event.valueIsName ? trace[event.name] : "\(event.value)"
    }

    /// Nobody begins or ends itself: that it does so is said of it.
    private func objectName(of resource: ResourceID, by thread: ThreadID) -> String? {
        trace[thread]?.resource == resource ? nil : trace[resource]?.name
    }

    private func deed(_ event: Event) -> String {
        let name = objectName(of: event.resource, by: event.thread)
        switch event.kind {
        case .read, .write:
            return "\(event.kind == .read ? "read" : "wrote") \(name ?? "") = \(value(of: event))"
        case .log, .output: return "\(event.kind == .log ? "logged" : "printed"): \(trace[event.name])"
        case .fail: return "failed: \(trace[event.name])"
        case .reject: return "was refused: \(trace[event.name])"
        case .rename: return "is called \(trace[event.name]) from now on"
        case .wake where name == nil: return "has slept"
        default: break
        }
        guard let verb = Self.verbs[event.kind] else { return words(for: event) }
        return name.map { "\(verb.past) \($0)" } ?? verb.past
    }

    private func intention(_ kind: EventKind, _ resource: ResourceID, by thread: ThreadID) -> String {
        let name = objectName(of: resource, by: thread)
        switch kind {
        case .read, .write: return "\(kind == .read ? "reads" : "writes") \(name ?? "")"
        case .log: return "logs a message"
        case .output: return "prints"
        case .fail: return "fails"
        case .reject: return "is refused"
        case .rename: return "changes its name"
        case .wake where name == nil, .sleep: return "has slept"
        default: break
        }
        guard let verb = Self.verbs[kind] else { return words(for: kind, resource) }
        return name.map { "\(verb.present) \($0)" } ?? verb.present
    }

    private static let verbs: [EventKind: (past: String, present: String)] = [
        .start: ("started", "starts"), .begin: ("began", "begins"), .finish: ("ended", "ends"),
        .join: ("joined", "joins"), .acquire: ("acquired", "acquires"), .release: ("released", "releases"),
        .wait: ("began to wait for", "begins to wait for"), .wake: ("was woken by", "is woken by"),
        .notify: ("notified", "notifies"), .arrive: ("arrived at", "arrives at"),
        .pass: ("passed", "passes"), .trip: ("came last and opened", "comes last and opens"),
        .abort: ("broke", "breaks"), .reset: ("reset", "resets"), .set: ("set", "sets"),
        .clear: ("cleared", "clears"), .put: ("put into", "puts into"), .get: ("got from", "gets from"),
        .taskDone: ("has done a task of", "has done a task of"), .shutdown: ("shut down", "shuts down"),
        .submit: ("submitted", "submits"), .take: ("took a task of", "takes a task of"),
        .complete: ("completed", "completes"), .result: ("has the result of", "gets the result of"),
        .close: ("closed", "closes"), .cancel: ("cancelled", "cancels"),
        .inspect: ("looked at", "looks at"), .compute: ("computed", "computes"),
        .timeout: ("gave up on", "gives up on"),
    ]
}
