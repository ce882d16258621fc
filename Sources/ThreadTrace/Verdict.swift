/// How a run ended.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    case finished
    /// Nobody could go, nobody would wake, somebody was not finished; the message names the cycle.
    case deadlocked(String)
    /// A thread's body threw, or the schedule did not fit; the message says which and why.
    case failed(String)
    case cancelled

    /// The outcome alone: what the verdict event carries in its detail.
    package enum Outcome: UInt8, Sendable {
        case finished, deadlocked, failed, cancelled
    }

    package var outcome: Outcome {
        switch self {
        case .finished: .finished
        case .deadlocked: .deadlocked
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }

    package init(_ outcome: Outcome, message: String) {
        switch outcome {
        case .finished: self = .finished
        case .deadlocked: self = .deadlocked(message)
        case .failed: self = .failed(message)
        case .cancelled: self = .cancelled
        }
    }

    /// What went wrong, or nothing.
    package var message: String {
        switch self {
        case .finished, .cancelled: ""
        case .deadlocked(let message), .failed(let message): message
        }
    }

    public var description: String { message.isEmpty ? "\(outcome)" : "\(outcome): \(message)" }
}
