import LaneCanvas
import ThreadTrace
import Themes

/// What a thread is doing, in words and in the style of what it does it with.
struct StateWords {
    var text: String
    /// What else there is to say, where there is room.
    var detail: String?
    let style: Style

    /// Text and detail.
    var whole: String { detail.map { "\(text), \($0)" } ?? text }

    /// The detail is said whole or not at all.
    func fit(_ columns: Int, _ glyphs: Glyphs) -> String {
        if detail != nil, DisplayText.width(of: whole) <= columns { return whole }
        return glyphs.fit(text, columns)
    }
}

extension Scene {
    func words(for thread: ThreadID) -> StateWords {
        let state = moment.state(of: thread)
        var words = words(for: state)
        if state.activity == .failed { words.text = failure(of: thread) }
        if state.activity == .deadlocked, state.resource == .none, moment.arrival(of: thread) == .busy {
            words.text = "computes"
        }
        // As the graph of waits numbers it.
        if let place = cycle[thread] { words.text = "\(glyphs.failed)\(place) \(words.text)" }
        return words
    }

    func words(for state: ThreadState) -> StateWords {
        let held = trace[state.holds].map { "holds \($0.name)" }
        switch state.activity {
        case .new: return StateWords(text: "new", style: theme[.muted])
        case .done: return StateWords(text: "done", style: theme[.done])
        case .ready: return StateWords(text: "ready", detail: held, style: theme[.ready])
        case .running, .sleeping:
            let isSleeping = state.activity == .sleeping
            guard let held else {
                return StateWords(
                    text: isSleeping ? "sleeps" : "runs", style: theme[isSleeping ? .sleeping : .running])
            }
            return StateWords(
                text: held, detail: isSleeping ? "sleeps" : nil, style: style(of: state.holds))
        case .waiting:
            return StateWords(text: wait(for: state.resource), detail: held, style: style(of: state.resource))
        case .deadlocked where state.resource == .none:
            return StateWords(text: "sleeps", detail: "for ever", style: theme[.error])
        case .deadlocked:
            return StateWords(text: wait(for: state.resource), detail: "deadlocked", style: theme[.error])
        case .failed: return StateWords(text: "failed", style: theme[.error])
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
        guard let event = moment.lastEvent(of: thread), event.kind == .fail else { return "failed" }
        let message = trace[event.name]
        return message.isEmpty ? "failed" : "failed: \(message)"
    }
}
