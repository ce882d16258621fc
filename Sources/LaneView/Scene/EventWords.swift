import LaneCanvas
import ThreadTrace
import Themes

extension Scene {
    /// What a thread did, or came to, in the words of the one who wrote the scenario: `acquire shared.lock`.
    func words(for event: Event) -> String {
        switch event.kind {
        case .ready: return "could go"
        case .block: return "must wait"
        case .deadlock: return event.resource == .none ? "goes on for ever" : "waits for ever"
        case .fail, .reject: return "\(event.kind): \(trace[event.name])"
        case .log, .output: return "\(event.kind): \(trace[event.name])"
        case .read, .write:
            let value = event.showsName ? trace[event.name] : "\(event.value)"
            return "\(words(for: event.kind, event.resource)) = \(value)"
        default: return words(for: event.kind, event.resource)
        }
    }

    /// An operation and what it is on.
    func words(for kind: EventKind, _ resource: ResourceID) -> String {
        let name = trace[resource]?.name
        switch kind {
        case .defineThread: return "created"
        case .begin: return name.map { "begin \($0)" } ?? "begin"
        case .finish: return "end"
        case .wake: return name.map { "wait \($0)" } ?? "sleep"
        case .taskDone: return "task done \(name ?? "")"
        default: return name.map { "\(kind) \($0)" } ?? "\(kind)"
        }
    }

    /// The end of a path, and the line: `SynchronizedAccess.swift:21`.
    func words(for place: SourceLocation) -> String { place.words }
}
