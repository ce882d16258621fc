import ThreadTrace

/// A reentrant lock's rules: the holder may take it again, and has to release it as often.
package struct RLockState: Primitive {
    package private(set) var holder: ThreadID?
    package private(set) var depth = 0

    package init() {}

    package func isFree(for thread: ThreadID) -> Bool { holder == nil || holder == thread }

    /// Takes the lock `times` times over, if it is free or the thread's own.
    package mutating func acquire(by thread: ThreadID, times: Int = 1) -> Bool {
        guard isFree(for: thread) else { return false }
        holder = thread
        depth += times
        return true
    }

    /// Gives it back once; false when the thread does not hold it.
    package mutating func release(by thread: ThreadID) -> Bool {
        guard holder == thread else { return false }
        depth -= 1
        if depth == 0 { holder = nil }
        return true
    }

    /// Gives it back altogether.
    ///
    /// - Returns: how often it had been taken, or nil when the thread does not hold it.
    package mutating func releaseAll(by thread: ThreadID) -> Int? {
        guard holder == thread else { return nil }
        defer { (holder, depth) = (nil, 0) }
        return depth
    }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .acquire || isFree(for: thread)
    }

    /// The argument says how often it is taken, at least once; of a release, 0 is altogether.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .acquire:
            let times = max(request.argument, 1)
            step.detail = request.waitLimit.rawValue
            guard acquire(by: step.thread, times: times) else { return step.givesUp() }
            step.holding = .takes(times)
            step.becomes(Int(step.thread.number))
            return .done
        case .release:
            let isAltogether = request.argument == 0
            guard let times = isAltogether ? releaseAll(by: step.thread) : release(by: step.thread) ? 1 : nil
            else { throw .notHeld }
            step.holding = .gives(times)
            if holder == nil { step.becomes(0) }
            return .number(times)
        case .inspect: return .number(holder == nil ? 0 : 1)
        default: throw .unsupported
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation != .inspect || other.operation != .inspect
    }
}
