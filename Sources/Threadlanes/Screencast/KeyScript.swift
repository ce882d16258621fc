import LaneCanvas
import LaneView
import ThreadTrace

/// What somebody does while a screencast is made: statements, one after the other.
///
///     at 2.1; key space; lane worker-2; say worker-2 waits for the lock; wait 3; key . . space
///
/// Statements end at a semicolon or a line's end; a line that begins with `#` is a remark. Some take time, the others happen at
/// once.
struct KeyScript: Hashable, Sendable {
    enum Statement: Hashable, Sendable {
        /// Let the run go on until its clock shows this.
        case atTime(Instant)
        /// Let the run go on until it has taken so many steps.
        case atStep(Int)
        /// Let the run go on to its end.
        case atEnd
        /// Let so much time of the screencast go by.
        case wait(Duration)
        case press(Key)
        /// Select the lane of a thread.
        case lane(String)
        /// Write a caption under the lanes; an empty one takes it away.
        case say(String)
        /// Write a caption beside the lane of a thread.
        case beside(lane: String, String)
        /// A mark to find this moment again, for players that know marks.
        case mark(String)
    }

    /// A script that can not be understood.
    struct Mistake: Error, Hashable, CustomStringConvertible {
        let number: Int
        let text: String
        let expected: String

        var description: String {
            "statement \(number), '\(DisplayText.escaped(DisplayText.truncated(text, to: 40)))': expected \(expected)"
        }
    }

    let statements: [Statement]

    init(_ text: String) throws(Mistake) {
        var statements: [Statement] = []
        let lines = text.split(separator: "\n").filter { !$0.trimmed.hasPrefix("#") }
        var number = 0
        for part in lines.flatMap(Self.split) {
            let part = part.trimmed
            guard !part.isEmpty else { continue }
            number += 1
            statements += try Self.statements(part, number)
        }
        self.statements = statements
    }

    /// At semicolons, but for those between quotation marks.
    private static func split(_ line: some StringProtocol) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// Without the quotation marks around it.
    private static func words(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
            ? String(text.dropFirst().dropLast()) : text
    }

    private static func statements(_ text: String, _ number: Int) throws(Mistake) -> [Statement] {
        let word = text.prefix { !$0.isWhitespace }
        let rest = String(text.dropFirst(word.count)).trimmed
        let mistake = { (expected: String) in Mistake(number: number, text: text, expected: expected) }
        switch word.lowercased() {
        case "at":
            if rest == "end" { return [.atEnd] }
            if rest.hasPrefix("step"), let step = Int(String(rest.dropFirst(4)).trimmed), step > 0 {
                return [.atStep(step)]
            }
            guard let time = seconds(rest) else { throw mistake("'at 2.5', 'at step 38' or 'at end'") }
            return [.atTime(.zero.advanced(by: time))]
        case "wait":
            guard let time = seconds(rest) else { throw mistake("'wait' and a number of seconds") }
            return [.wait(time)]
        case "key", "press":
            var keys: [Statement] = []
            for name in rest.split(whereSeparator: \.isWhitespace) {
                guard let key = Key.key(named: String(name)) else {
                    let quoted = DisplayText.truncated(String(name), to: 40)
                    throw mistake(
                        "the name of a key, as space, Enter, Esc, Down, PgUp, Home, Tab or '.', not '\(quoted)'"
                    )
                }
                keys.append(.press(key))
            }
            guard !keys.isEmpty else { throw mistake("'key' and the names of keys") }
            return keys
        case "type":
            guard !rest.isEmpty else { throw mistake("'type' and a text") }
            return words(rest).map { .press(.character($0)) }
        case "lane":
            guard !rest.isEmpty else { throw mistake("'lane' and the name of a thread") }
            return [.lane(words(rest))]
        case "say": return [.say(words(rest))]
        case "beside":
            guard let (lane, text) = laneAndText(rest) else {
                throw mistake(
                    "'beside', the name of a thread, in quotation marks if it has spaces, and some words")
            }
            return [.beside(lane: lane, text)]
        case "mark":
            guard !rest.isEmpty else { throw mistake("'mark' and a text") }
            return [.mark(words(rest))]
        default: throw mistake("one of at, wait, key, type, lane, say, beside, mark")
        }
    }

    /// The name of a thread, and what comes after it.
    private static func laneAndText(_ rest: String) -> (lane: String, text: String)? {
        let isQuoted = rest.hasPrefix("\"")
        let name = isQuoted ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { !$0.isWhitespace }
        let text = words(String(rest.dropFirst(name.count + (isQuoted ? 2 : 0))).trimmed)
        return name.isEmpty || text.isEmpty ? nil : (String(name), text)
    }

    /// From nothing to a day.
    private static func seconds(_ text: String) -> Duration? {
        let number = text.hasSuffix("s") ? String(text.dropLast()) : text
        guard let seconds = Double(number), (0...86_400).contains(seconds) else { return nil }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
