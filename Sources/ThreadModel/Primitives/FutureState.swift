import ThreadTrace

/// A future's rules: pending, then running, then ended with a result or an error, which the caller keeps; or cancelled before
/// it ran.
package struct FutureState: Primitive {
    package private(set) var phase = FuturePhase.pending
    /// Whose worker carries it out.
    package let pool: ResourceID
    /// Who carries it out.
    package private(set) var worker: ThreadID?
    /// Those who follow it.
    package private(set) var followers: [ResourceID] = []

    package init(pool: ResourceID = .none) { self.pool = pool }

    package var isDone: Bool { phase != .pending && phase != .running }

    /// False when it was cancelled, and must not run.
    package mutating func begin(by thread: ThreadID? = nil) -> Bool {
        guard phase == .pending else { return false }
        phase = .running
        worker = thread
        return true
    }

    package mutating func complete(failed: Bool) {
        guard phase == .running else { return }
        worker = nil
        phase = failed ? .failed : .finished
    }

    /// False when it is too late.
    package mutating func cancel() -> Bool {
        guard phase == .pending || phase == .cancelled else { return false }
        phase = .cancelled
        return true
    }

    package mutating func follow(_ follower: ResourceID) { followers.append(follower) }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .result || isDone
    }

    /// The argument of a completion is 1 for an error.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.value = phase.rawValue }
        switch request.operation {
        case .run:
            let begins = begin(by: step.thread)
            // It was cancelled: its worker is free again.
            if !begins { step.consequence = .skips }
            return .number(begins ? 1 : 0)
        case .complete:
            complete(failed: request.argument == 1)
            step.consequence = .completes(failed: phase == .failed)
            return .done
        case .cancel:
            let isFirst = phase == .pending
            let isCancelled = cancel()
            if isCancelled, isFirst { step.consequence = .cancels }
            return .number(isCancelled ? 1 : 0)
        case .result: return isDone ? .number(Int(phase.rawValue)) : step.givesUp()
        case .inspect: return .number(Int(phase.rawValue))
        default: throw .unsupported
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        func isLook(_ request: Request) -> Bool {
            request.operation == .inspect || (request.operation == .result && request.limit == .never)
        }
        return !isLook(one) || !isLook(other)
    }
}
