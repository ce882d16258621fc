import ThreadTrace

/// A schedule as text: `parallel`, `random:7`, `round-robin`, or the threads of a prefix with a strategy after them, as in
/// `1x4 2 3x2 random:7`. `1x4` is four steps of thread 1. A prefix without a strategy goes on with the lowest thread.
extension Schedule: CustomStringConvertible {
    /// So many steps a text can name at most: what a run of some minutes takes.
    package static let maxPrefix = 1_000_000

    package var description: String {
        guard case .controlled(let prefix, let strategy) = self else { return "parallel" }
        var words: [String] = []
        var rest = prefix[...]
        while let thread = rest.first {
            let run = rest.prefix { $0 == thread }.count
            words.append(run == 1 ? "\(thread)" : "\(thread)x\(run)")
            rest = rest.dropFirst(run)
        }
        if strategy != .lowest || words.isEmpty { words.append(strategy.description) }
        return words.joined(separator: " ")
    }

    /// - Throws: `ScheduleTextError`, which names the word that is wrong and what would be right.
    package init(text: String) throws(ScheduleTextError) {
        var words = text.split(whereSeparator: \.isWhitespace)
        guard let last = words.last else { throw ScheduleTextError(word: "", expected: Self.expected) }
        if words.count == 1, last == "parallel" {
            self = .parallel
            return
        }
        var strategy = Strategy.lowest
        if let first = last.first, !first.isNumber {
            guard let known = Strategy(word: last) else {
                throw ScheduleTextError(word: String(last), expected: Self.expected)
            }
            strategy = known
            words.removeLast()
        }
        var prefix: [ThreadID] = []
        for word in words {
            let parts = word.split(separator: "x", maxSplits: 1, omittingEmptySubsequences: false)
            guard let thread = UInt32(parts[0]), thread > 0, parts[0].allSatisfy(\.isNumber),
                let count = parts.count == 1 ? 1 : Int(parts[1]), count > 0
            else { throw ScheduleTextError(word: String(word), expected: Self.expected) }
            guard count <= Self.maxPrefix - prefix.count else {
                throw ScheduleTextError(
                    word: String(word), expected: "at most \(Self.maxPrefix) steps altogether")
            }
            prefix += Array(repeating: ThreadID(thread), count: count)
        }
        self = .controlled(prefix: prefix, then: strategy)
    }

    private static let expected =
        "'best', 'parallel', 'random' or 'round-robin', or threads by number, from 1 on, as in '1x6 2 1x2', with random:N, round-robin or lowest after them"
}

extension Schedule.Strategy: CustomStringConvertible {
    package var description: String {
        switch self {
        case .random(let seed): "random:\(seed)"
        case .roundRobin: "round-robin"
        case .lowest: "lowest"
        }
    }

    fileprivate init?(word: Substring) {
        switch word {
        case "round-robin": self = .roundRobin
        case "lowest": self = .lowest
        default:
            let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "random", let seed = UInt64(parts[1]) else { return nil }
            self = .random(seed: seed)
        }
    }
}

/// A text that is no schedule.
package struct ScheduleTextError: Error, Hashable, CustomStringConvertible {
    package let word: String
    package let expected: String

    package var description: String { "'\(word)' is no schedule: expected \(expected)" }
}
