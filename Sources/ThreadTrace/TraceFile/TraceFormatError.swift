/// A trace file that can not be read on, and why.
///
/// The reason may quote up to 40 characters of the file as they are: whoever prints it has to escape it.
package struct TraceFormatError: Error, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    /// A sentence without its full stop: what is wrong, and what would be right.
    package let reason: String
    /// What the same call had read before it came to that line. What earlier calls gave out is not in it.
    package let before: EventBatch

    package var description: String { "line \(line): \(reason)" }
}

/// What is wrong with one line.
package enum LineFault: Error {
    /// It is not JSON: at the end of a file it may be a line that was not finished.
    case syntax(String)
    /// It is JSON, and says something that can not be.
    case content(String)

    package var reason: String {
        switch self {
        case .syntax(let reason), .content(let reason): reason
        }
    }
}

extension String {
    /// The text in quotation marks, cut short so that a sentence about it stays one.
    var quoted: String {
        let shown = unicodeScalars.prefix(40)
        let isWhole = shown.endIndex == unicodeScalars.endIndex
        return "\"\(String(shown))\(isWhole ? "" : "…")\""
    }
}

/// What a reader did not understand and went on without, in one sentence's worth.
package struct LeftOut: Hashable, Sendable {
    /// How many things.
    package internal(set) var count: Int
    /// The line of the first of them, counted from 1.
    package let line: Int
    /// What that was. It may quote up to 40 characters of the file as they are.
    package let what: String
    /// Whether a later version of the format explains it.
    package let isLaterVersion: Bool
}
