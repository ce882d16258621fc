import ThreadTrace

/// An event's rules: a flag that threads wait for. Who waited when it was set goes on, although it may be cleared at once.
package struct EventState: Primitive {
    package private(set) var isSet = false
    /// How often it has been set: who came with a lower number has seen it set.
    package private(set) var epoch = 0

    package init() {}

    package mutating func set() {
        isSet = true
        epoch += 1
    }

    package mutating func clear() { isSet = false }

    /// Whether one who came when the event had been set `epoch` times can go on.
    package func isSet(since epoch: Int) -> Bool { isSet || self.epoch > epoch }

    /// The argument is the epoch in which the thread came.
    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .wake || isSet(since: request.argument)
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .set: set()
        case .clear: clear()
        case .wake: return isSet(since: request.argument) ? .done : step.givesUp()
        case .inspect: return .number(isSet ? 1 : 0)
        default: throw .unsupported
        }
        step.becomes(isSet ? 1 : 0)
        return .done
    }

    /// Setting twice, clearing twice and looking twice commute.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        func isLook(_ request: Request) -> Bool {
            request.operation == .wake || request.operation == .inspect
        }
        return !(one.operation == other.operation || (isLook(one) && isLook(other)))
    }
}
