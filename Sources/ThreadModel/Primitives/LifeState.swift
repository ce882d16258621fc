import ThreadTrace

/// A thread's life: created, started once, ended. Joining it waits for its end.
package struct LifeState: Primitive {
    private enum Phase {
        case created, started, ended
    }

    private var phase = Phase.created
    /// Whose life it is.
    package let thread: ThreadID

    package init(of thread: ThreadID) { self.thread = thread }

    package var isAlive: Bool { phase == .started }
    package var hasEnded: Bool { phase == .ended }

    package mutating func start() throws(Refusal) {
        guard phase == .created else { throw .alreadyStarted }
        phase = .started
    }

    package func checkJoin(by other: ThreadID) throws(Refusal) {
        if other == thread { throw .joinsItself }
        guard phase != .created else { throw .notStarted }
    }

    package mutating func end() { phase = .ended }

    /// A join that is a mistake is not kept waiting.
    package func permits(_ request: Request, by other: ThreadID) -> Bool {
        request.operation != .join || !isAlive || other == thread
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .start:
            try start()
            step.consequence = .starts
            return .done
        case .join:
            try checkJoin(by: step.thread)
            return hasEnded ? .done : step.givesUp()
        case .finish, .fail:
            end()
            step.consequence = .ends
            step.becomes(1)
            step.activity = .done
            if request.operation == .fail {
                step.value = request.name?.number ?? 0
                step.activity = .failed
            }
            return .done
        case .rename:
            step.value = request.name?.number ?? 0
            return .done
        case .inspect: return .number(isAlive ? 1 : 0)
        default: throw .unsupported
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        func isLook(_ request: Request) -> Bool {
            request.operation == .inspect || (request.operation == .join && request.limit == .never)
        }
        return !isLook(one) || !isLook(other)
    }
}
