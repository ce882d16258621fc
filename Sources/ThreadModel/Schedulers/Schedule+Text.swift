import ThreadTrace

/// A schedule as text: `parallel`, `random:7`, `round-robin`, or the threads of a prefix with a strategy after them, as in
/// `1x4 2 3x2 random:7`, and `free` before it where sleeps and timeouts end as the steps say. `1x4` is four steps of thread 1. A prefix without a strategy goes on with the lowest thread.
extension Schedule: CustomStringConvertible {
    /// So many steps a text can name at most: what a run of some minutes takes.
    package static let maxPrefix = 1_000_000

    package var description: String {
        guard case .controlled(let prefix, let strategy, let isFree) = self else { return "parallel" }
        var words = (isFree ? [Self.freeWord] : []) + prefix.runLengths
        if strategy != .lowest || prefix.isEmpty { words.append(strategy.description) }
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
        let isFree = words.count > 1 && words[0] == Self.freeWord
        if isFree { words.removeFirst() }
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
        self = .controlled(prefix: prefix, then: strategy, isFree: isFree)
    }

    private static let freeWord = "free"

    private static let expected =
        "'best', 'parallel', 'random' or 'round-robin', or threads by number, from 1 on, as in '1x6 2 1x2', with random:N, pct:N, pos:N, surw:N, round-robin or lowest after them, and free before them for a clock that stands still"
}

extension Schedule.Strategy: CustomStringConvertible {
    /// Its first word.
    package var kind: Substring { description.prefix { $0 != ":" } }

    package var description: String {
        switch self {
        case .random(let seed): "random:\(seed)"
        case .roundRobin: "round-robin"
        case .lowest: "lowest"
        case .pct(let seed, let depth, let length): "pct:\(seed):\(depth):\(length)"
        case .pos(let seed): "pos:\(seed)"
        case .surw(let seed, let lengths):
            lengths.isEmpty
                ? "surw:\(seed)" : "surw:\(seed):\(lengths.map(String.init).joined(separator: ","))"
        }
    }

    fileprivate init?(word: Substring) {
        switch word {
        case "round-robin": self = .roundRobin
        case "lowest": self = .lowest
        default:
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 2, let seed = UInt64(parts[1]) else { return nil }
            self.init(parts[0], seed, parts.dropFirst(2).map(String.init))
        }
    }
}

extension Schedule.Strategy {
    /// How many steps a run takes, where nobody says so.
    package static let usualLength = 100
    /// How many ordering constraints a bug takes, where nobody says so.
    package static let usualDepth = 3

    private init?(_ name: Substring, _ seed: UInt64, _ numbers: [String]) {
        switch name {
        case "random" where numbers.isEmpty: self = .random(seed: seed)
        case "pos" where numbers.isEmpty: self = .pos(seed: seed)
        case "pct" where numbers.count <= 2:
            let values = numbers.compactMap { Int($0) }.filter { (1...Schedule.maxPrefix).contains($0) }
            guard values.count == numbers.count else { return nil }
            self = .pct(
                seed: seed, depth: values.first ?? Self.usualDepth,
                length: values.count > 1 ? values[1] : Self.usualLength)
        case "surw" where numbers.count <= 1:
            let words = numbers.first?.split(separator: ",", omittingEmptySubsequences: false) ?? []
            let lengths = words.compactMap { Int($0) }.filter { (0...Schedule.maxPrefix).contains($0) }
            guard lengths.count == words.count else { return nil }
            self = .surw(seed: seed, lengths: lengths)
        default: return nil
        }
    }
}

/// A text that is no schedule.
package struct ScheduleTextError: Error, Hashable, CustomStringConvertible {
    package let word: String
    package let expected: String

    package var description: String { "'\(word)' is no schedule: expected \(expected)" }
}
