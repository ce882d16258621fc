/// How a run ended.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    case finished
    /// Nobody could go, nobody would wake, somebody was not finished; the message names the cycle.
    case deadlocked(String)
    /// A thread's body threw, or the schedule did not fit; the message says which and why.
    case failed(String)
    case cancelled
    /// It was to take so many steps and no more; the message says how many.
    case cutOff(String)

    /// The outcome alone: what the verdict event carries in its detail.
    package enum Outcome: UInt8, Sendable, CaseIterable {
        case finished, deadlocked, failed, cancelled, cutOff
    }

    package var outcome: Outcome {
        switch self {
        case .finished: .finished
        case .deadlocked: .deadlocked
        case .failed: .failed
        case .cancelled: .cancelled
        case .cutOff: .cutOff
        }
    }

    package init(_ outcome: Outcome, message: String) {
        switch outcome {
        case .finished: self = .finished
        case .deadlocked: self = .deadlocked(message)
        case .failed: self = .failed(message)
        case .cancelled: self = .cancelled
        case .cutOff: self = .cutOff(message)
        }
    }

    /// What went wrong, or nothing.
    package var message: String {
        switch self {
        case .finished, .cancelled: ""
        case .deadlocked(let message), .failed(let message), .cutOff(let message): message
        }
    }

    public var description: String { message.isEmpty ? outcome.word : "\(outcome.word): \(message)" }
}

extension Verdict.Outcome {
    /// The word for it, on screen and in files.
    package var word: String { self == .cutOff ? "cut off" : "\(self)" }
}
