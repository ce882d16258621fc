/// A log, and who says what in it. Workers say their number first; their messages are indented, as in the notebook.
struct Transcript {
    enum Speaker: Hashable {
        case main
        case worker(Int)
        case timer
    }

    let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n").map(String.init)
    }

    /// What each thread says, in its own order: the whole log but for the order that the threads decide.
    var bySpeaker: [Speaker: [String]] { Dictionary(grouping: lines, by: Self.speaker) }

    /// The messages, without level and logger.
    var messages: [Substring] { lines.map { $0.dropFirst("DEBUG:root:".count) } }

    /// The log with something in its lines made alike that is for the threads to decide, too.
    func replacing(_ pattern: some RegexComponent, with replacement: String) -> Transcript {
        Transcript(lines.map { $0.replacing(pattern, with: replacement) }.joined(separator: "\n"))
    }

    /// Whether workers speak only after one message and before another.
    func hasWorkers(after first: String, before last: String) -> Bool {
        guard let start = messages.firstIndex(of: first[...]), let end = messages.firstIndex(of: last[...])
        else { return false }
        return lines.indices.allSatisfy { index in
            guard case .worker = Self.speaker(of: lines[index]) else { return true }
            return start < index && index < end
        }
    }

    /// Whether all lines with one of the words come before all lines with another.
    func says(_ earlier: String, beforeAny later: String) -> Bool {
        guard let last = lines.lastIndex(where: { $0.contains(earlier) }),
            let first = lines.firstIndex(where: { $0.contains(later) })
        else { return false }
        return last < first
    }

    private static func speaker(of line: String) -> Speaker {
        if line.hasSuffix("Our timer fired") { return .timer }
        guard let match = line.firstMatch(of: /:  \D*(\d+)/), let number = Int(match.1) else { return .main }
        return .worker(number)
    }
}
