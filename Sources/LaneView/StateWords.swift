import LaneCanvas
import ThreadTrace

extension Scene {
    /// What a thread is doing, in words and in the style of what it does it with.
    func words(for thread: ThreadID) -> (text: String, style: Style) {
        let state = trace.now.state(of: thread)
        let held = trace[state.holds].map { "holds \($0.name)" }
        switch state.activity {
        case .new: return ("new", theme[.muted])
        case .done: return ("done", theme[.done])
        case .ready: return (held.map { "ready, \($0)" } ?? "ready", theme[.ready])
        case .running: return held.map { ($0, style(of: state.holds)) } ?? ("runs", theme[.running])
        case .sleeping:
            return held.map { ("\($0), sleeps", style(of: state.holds)) } ?? ("sleeps", theme[.sleeping])
        case .waiting:
            let wait = wait(for: state.resource)
            return (held.map { "\(wait), \($0)" } ?? wait, style(of: state.resource))
        case .deadlocked: return ("deadlock: \(wait(for: state.resource))", theme[.error])
        case .failed: return (failure(of: thread), theme[.error])
        }
    }

    private func wait(for resource: ResourceID) -> String {
        guard let info = trace[resource] else { return "waits" }
        switch info.kind {
        case .thread, .pool: return "joins \(info.name)"
        default: return "waits \(info.name)"
        }
    }

    private func failure(of thread: ThreadID) -> String {
        guard let event = trace.now.lastEvent(of: thread), event.kind == .fail else { return "failed" }
        let message = trace[event.name]
        return message.isEmpty ? "failed" : "failed: \(message)"
    }
}
