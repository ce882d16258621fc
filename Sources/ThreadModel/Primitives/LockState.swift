import ThreadTrace

/// A lock's rules: free or held by one thread. Anybody may release it, as in Python, so it can also serve as a signal; once it
/// has, its holder can not be taken for who will release it.
package struct LockState: Primitive {
    package private(set) var holder: ThreadID?
    /// Whether a thread ever released it that did not hold it.
    package private(set) var servesAsSignal = false

    package init() {}

    package var isFree: Bool { holder == nil }

    /// Takes the lock if it is free.
    package mutating func acquire(by thread: ThreadID) -> Bool {
        guard isFree else { return false }
        holder = thread
        return true
    }

    /// Gives it back; false when it is free.
    package mutating func release(by thread: ThreadID) -> Bool {
        guard let holder else { return false }
        if holder != thread { servesAsSignal = true }
        self.holder = nil
        return true
    }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .acquire || isFree
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .acquire:
            step.detail = request.waitLimit.rawValue
            guard acquire(by: step.thread) else { return step.givesUp() }
            step.holding = .takes(1)
            step.becomes(Int(step.thread.number))
            return .done
        case .release:
            guard release(by: step.thread) else { throw .notHeld }
            step.holding = .gives(1)
            step.becomes(0)
            // As often as it was taken.
            return .number(1)
        case .inspect: return .number(isFree ? 0 : 1)
        default: throw .unsupported
        }
    }

    /// Whoever comes first has it, or gives it back to who comes next.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation != .inspect || other.operation != .inspect
    }
}
