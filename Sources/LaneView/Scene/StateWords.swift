import LaneCanvas
import ThreadTrace
import Themes

/// What a thread is doing, in words and in the style of what it does it with.
struct StateWords {
    var text: String
    /// Before everything: the thread's number in a circle of waits.
    var mark = ""
    /// What else there is to say, where there is room.
    var detail: String?
    /// Everything that it holds, what it took last first.
    var held: [String] = []
    /// What it waits for, without the word for it; nil while it does not.
    var awaited: String?
    /// Whether the text matters more than what is held.
    var comesFirst = false
    let style: Style

    /// Text and detail, and what is held meanwhile.
    var whole: String {
        mark
            + [text, detail ?? "", held.isEmpty ? "" : "holds \(held.joined(separator: ", "))"]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// In one line. What is held is said in any case: the word for the wait goes first, then names are shortened in the middle, then
    /// they are counted. A detail is said whole or not at all.
    func fit(_ columns: Int, _ glyphs: Glyphs) -> String {
        if comesFirst {
            let words = [whole, mark + text]
            return words.first { DisplayText.width(of: $0) <= columns } ?? glyphs.fit(mark + text, columns)
        }
        guard !held.isEmpty else {
            if detail != nil, DisplayText.width(of: whole) <= columns { return whole }
            guard let awaited, DisplayText.width(of: mark + text) > columns else {
                return glyphs.fit(mark + text, columns)
            }
            let before = "\(mark)\(glyphs.awaits) "
            return before + glyphs.middle(awaited, max(columns - DisplayText.width(of: before), 1))
        }
        let counted = Self.counted(held)
        let before = text.isEmpty ? "" : "\(mark)\(text) \(glyphs.dot) "
        let short = awaited.map { "\(mark)\(glyphs.awaits) \($0) " } ?? before
        var candidates = [
            whole, "\(before)holds \(held.joined(separator: ", "))", "\(before)holds \(counted)",
            "\(short)\(glyphs.holds) \(counted)",
        ]
        if awaited == nil { candidates.append("holds \(counted)") }
        if let fitting = candidates.first(where: { DisplayText.width(of: $0) <= columns }) { return fitting }
        // The names in what is left for them.
        let more = held.count > 1 ? " +\(held.count - 1)" : ""
        guard let awaited else {
            let room = columns - DisplayText.width(of: "\(glyphs.holds) ") - more.utf8.count
            return glyphs.fit("\(glyphs.holds) \(glyphs.middle(held[0], max(room, 1)))\(more)", columns)
        }
        let marks = "\(mark)\(glyphs.awaits)  \(glyphs.holds) "
        let room = max(columns - DisplayText.width(of: marks) - more.utf8.count, 2)
        let second = min(DisplayText.width(of: held[0]), max(room / 2, room - DisplayText.width(of: awaited)))
        return glyphs.fit(
            "\(mark)\(glyphs.awaits) \(glyphs.middle(awaited, room - second)) "
                + "\(glyphs.holds) \(glyphs.middle(held[0], second))\(more)", columns)
    }

    /// In as many lines as a lane has rows: what is held stands on the second where the first has no room for it in words.
    func lines(_ count: Int, _ columns: Int, _ glyphs: Glyphs) -> [String] {
        guard count > 1, !held.isEmpty, !text.isEmpty, DisplayText.width(of: whole) > columns else {
            return [fit(columns, glyphs)]
        }
        let all = "holds \(held.joined(separator: ", "))"
        let second =
            DisplayText.width(of: all) <= columns ? all : "\(glyphs.holds) \(Self.counted(held))"
        return [glyphs.fit(mark + text, columns), glyphs.fit(second, columns)]
    }

    private static func counted(_ names: [String]) -> String {
        names.count > 1 ? "\(names[0]) +\(names.count - 1)" : names[0]
    }
}

extension Scene {
    func words(for thread: ThreadID) -> StateWords {
        let state = moment.state(of: thread)
        let held = state.holds == .none ? [] : moment.held(by: thread)
        if let words = choiceWords(for: thread, held: held.compactMap { trace[$0]?.name }) { return words }
        var words = words(for: state, held: held)
        if state.activity == .failed { words.text = failure(of: thread) }
        if state.activity == .deadlocked, state.resource == .none, moment.arrival(of: thread) == .busy {
            words.text = "computes"
        }
        // As the graph of waits numbers it.
        if let place = cycle[thread] { words.mark = "\(glyphs.failed)\(place) " }
        return words
    }

    /// What a state is called that nothing more is known of than itself.
    func words(for state: ThreadState) -> StateWords {
        words(for: state, held: state.holds == .none ? [] : [state.holds])
    }

    private func words(for state: ThreadState, held: [ResourceID]) -> StateWords {
        let names = held.compactMap { trace[$0]?.name }
        switch state.activity {
        case .new: return StateWords(text: "new", style: theme[.muted])
        case .done: return StateWords(text: "done", style: theme[.done])
        case .ready: return StateWords(text: "ready", held: names, style: theme[.ready])
        case .running, .sleeping:
            let isSleeping = state.activity == .sleeping
            guard !names.isEmpty else {
                return StateWords(
                    text: isSleeping ? "sleeps" : "runs", style: theme[isSleeping ? .sleeping : .running])
            }
            return StateWords(
                text: isSleeping ? "sleeps" : "", held: names, style: style(of: state.holds))
        case .waiting:
            return StateWords(
                text: wait(for: state.resource), held: names, awaited: trace[state.resource]?.name,
                style: style(of: state.resource))
        case .deadlocked where state.resource == .none:
            return StateWords(text: "sleeps", detail: "for ever", style: theme[.error])
        case .deadlocked:
            return StateWords(
                text: wait(for: state.resource), detail: "deadlocked", held: names,
                awaited: trace[state.resource]?.name, style: theme[.error])
        case .failed: return StateWords(text: "failed", style: theme[.error])
        }
    }

    private func wait(for resource: ResourceID) -> String {
        guard let info = trace[resource] else { return "waits" }
        switch info.kind {
        case .thread, .pool: return "joins \(info.name)"
        case .shared, .atomic: return "spins on \(info.name)"
        default: return "waits \(info.name)"
        }
    }

    private func failure(of thread: ThreadID) -> String {
        guard let event = moment.lastEvent(of: thread), event.kind == .fail else { return "failed" }
        let message = trace[event.name]
        return message.isEmpty ? "failed" : "failed: \(message)"
    }
}

extension Glyphs {
    /// Text of at most so many columns that keeps its beginning and its end: of names, what tells them apart.
    func middle(_ text: String, _ columns: Int) -> String {
        guard DisplayText.width(of: text) > columns else { return text }
        let room = columns - DisplayText.width(of: ellipsis)
        guard room >= 1, DisplayText.width(of: text) == text.count else { return fit(text, columns) }
        // Of very little the end: numbers stand there.
        if room <= 2 { return ellipsis + text.suffix(room) }
        let end = String(text.suffix(room / 2))
        return fit(String(text.prefix(room - end.count)), room - end.count) + ellipsis + end
    }
}
