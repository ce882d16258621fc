import ThreadTrace

/// A shared value's rules: anybody reads and writes at any time. The value itself stays with the caller, who has a number for it.
package struct SharedState: Primitive {
    /// The number of the value that was written last.
    package private(set) var token: Int

    package init(token: Int) { self.token = token }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool { true }

    /// A write's argument is the value's number, its rank or name what the trace tells of it; beside a name a rank says that it
    /// is a constant, and which. The reply to a write is the number of the value that it replaced.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .read: return .number(token)
        case .write:
            let before = token
            token = request.argument
            step.becomes(request.name.map { Int($0.number) } ?? request.rank)
            step.valueIsName = request.name != nil
            step.detail = step.valueIsName ? Event.valueIsName : 0
            if step.valueIsName, request.rank != 0 { step.detail |= Event.valueIsConstant }
            if request.isBlind { step.detail = (step.detail & Event.valueIsName) | Event.valueIsBlind }
            return .number(before)
        default: throw .unsupported
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation == .write || other.operation == .write
    }
}

/// What the trace tells of a shared value: a number, or the name of a text.
package struct ShownValue: Hashable, Sendable {
    package let number: Int32
    package let isName: Bool

    package init(number: Int32, isName: Bool = false) {
        self.number = number
        self.isName = isName
    }
}
