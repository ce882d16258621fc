import ThreadTrace

/// Steps in words: what a thread did, and what it is about to do.
extension Trace {
    /// What was read or written.
    package func written(by event: Event) -> String {
        event.showsName ? self[event.name] : "\(event.value)"
    }

    /// Nobody begins or ends itself: that it does so is said of it.
    private func objectName(of resource: ResourceID, by thread: ThreadID) -> String? {
        self[thread]?.resource == resource ? nil : self[resource]?.name
    }

    /// What a thread did with a step: `acquired shared.lock`.
    package func deed(of event: Event) -> String {
        let name = objectName(of: event.resource, by: event.thread)
        switch event.kind {
        case .read where self[event.resource]?.kind == .atomic: return "looked at \(name ?? "")"
        case .write where self[event.resource]?.kind == .atomic:
            return "changed \(name ?? ""): \(written(by: event))"
        case .read, .write:
            return "\(event.kind == .read ? "read" : "wrote") \(name ?? "") = \(written(by: event))"
        case .log, .output: return "\(event.kind == .log ? "logged" : "printed"): \(self[event.name])"
        case .fail: return "failed: \(self[event.name])"
        case .reject: return "was refused: \(self[event.name])"
        case .rename: return "is called \(self[event.name]) from now on"
        case .wake where name == nil: return "has slept"
        case .inspect where self[event.resource]?.kind == .outside: return "came back from \(name ?? "")"
        case .acquire, .put, .timeout:
            if let deed = limitedDeed(of: event, name ?? "") { return deed }
        default: break
        }
        guard let verb = Self.verbs[event.kind] else { return words(for: event.kind, event.resource) }
        return name.map { "\(verb.past) \($0)" } ?? verb.past
    }

    /// What was asked for with a limit: `tried and acquired shared.lock`.
    private func limitedDeed(of event: Event, _ name: String) -> String? {
        let isPut = self[event.resource]?.kind == .queue
        if event.kind == .acquire, self[event.resource]?.kind == .rwlock {
            let isForReading = event.detail & Event.isForReading != 0
            let manner = [.never: "", .atOnce: "tried and ", .timed: ""][event.waitLimit] ?? ""
            return "\(manner)acquired \(name) for \(isForReading ? "reading" : "writing")"
        }
        return switch (event.waitLimit, event.kind) {
        case (.never, _): nil
        case (.atOnce, .timeout): "tried in vain to \(isPut ? "put into" : "acquire") \(name)"
        case (.timed, .timeout): "gave up \(isPut ? "putting into" : "acquiring") \(name)"
        case (.atOnce, _): "tried and \(isPut ? "put into" : "acquired") \(name)"
        case (.timed, _): "\(isPut ? "put into" : "acquired") \(name) in time"
        }
    }

    /// What it is about to do: `acquires shared.lock`.
    package func intention(_ kind: EventKind, _ resource: ResourceID, by thread: ThreadID) -> String {
        let name = objectName(of: resource, by: thread)
        switch kind {
        case .read, .write:
            let isAtomic = self[resource]?.kind == .atomic
            let verb = kind == .read ? isAtomic ? "looks at" : "reads" : isAtomic ? "changes" : "writes"
            return "\(verb) \(name ?? "")"
        case .log: return "logs a message"
        case .output: return "prints"
        case .fail: return "fails"
        case .reject: return "is refused"
        case .rename: return "changes its name"
        case .wake where name == nil, .sleep: return "has slept"
        case .inspect where self[resource]?.kind == .outside: return "comes back from \(name ?? "")"
        default: break
        }
        guard let verb = Self.verbs[kind] else { return words(for: kind, resource) }
        return name.map { "\(verb.present) \($0)" } ?? verb.present
    }

    /// What somebody could let it do: `acquire shared.lock`.
    package func command(_ kind: EventKind, _ resource: ResourceID, by thread: ThreadID) -> String {
        let name = objectName(of: resource, by: thread)
        let verb = Self.commands[kind] ?? "\(kind)"
        switch kind {
        case .log, .output, .fail, .rename: return verb
        case .read where self[resource]?.kind == .atomic: return "look at \(name ?? "")"
        case .write where self[resource]?.kind == .atomic: return "change \(name ?? "")"
        case .inspect where self[resource]?.kind == .outside: return "come back from \(name ?? "")"
        default: return name.map { "\(verb) \($0)" } ?? verb
        }
    }

    private static let commands: [EventKind: String] = [
        .finish: "end", .wait: "wait for", .wake: "wake from", .arrive: "arrive at", .trip: "open",
        .put: "put into", .get: "get from", .taskDone: "finish a task of", .shutdown: "shut down",
        .take: "take a task of", .result: "get the result of", .inspect: "look at",
        .timeout: "give up on", .log: "log a message", .output: "print", .fail: "fail",
        .rename: "change its name",
    ]

    private func words(for kind: EventKind, _ resource: ResourceID) -> String {
        let name = self[resource]?.name ?? ""
        return name.isEmpty ? "\(kind)" : "\(kind) \(name)"
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
        .inspect: ("looked at", "looks at"), .destroy: ("destroyed", "destroys"),
        .compute: ("computed", "computes"),
        .timeout: ("gave up on", "gives up on"), .block: ("had to wait for", "has to wait for"),
        .deadlock: ("waits for ever for", "waits for ever for"),
    ]
}
