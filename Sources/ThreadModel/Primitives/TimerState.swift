import ThreadTrace

/// A timer's rules: armed, then fired or cancelled, whichever comes first.
package struct TimerState: Primitive {
    package enum Phase: Int32, Sendable {
        case armed, fired, cancelled
    }

    package private(set) var phase = Phase.armed

    package init() {}

    /// False when it was cancelled.
    package mutating func fire() -> Bool {
        guard phase == .armed else { return false }
        phase = .fired
        return true
    }

    /// False when it has fired.
    package mutating func cancel() -> Bool {
        guard phase != .fired else { return false }
        phase = .cancelled
        return true
    }

    /// The timer's own thread sleeps until its deadline, or until it is cancelled.
    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .sleep || phase == .cancelled
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.value = phase.rawValue }
        switch request.operation {
        case .sleep: return .number(fire() ? 1 : 0)
        case .cancel: return .number(cancel() ? 1 : 0)
        case .inspect: return .number(Int(phase.rawValue))
        default: throw .unsupported
        }
    }

    /// Firing and cancelling: the first that comes wins.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation != other.operation || one.operation == .sleep
    }
}
