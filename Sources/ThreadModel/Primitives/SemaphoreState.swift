import ThreadTrace

/// A semaphore's rules: so many permits; acquiring takes one, releasing gives some back. A permit has no owner.
package struct SemaphoreState: Primitive {
    package private(set) var permits: Int
    /// More permits than this there never are; nil for no bound.
    private let bound: Int?

    /// Fewer than no permits are none.
    package init(permits: Int, isBounded: Bool) {
        self.permits = max(permits, 0)
        bound = isBounded ? self.permits : nil
    }

    package var hasPermit: Bool { permits > 0 }

    package mutating func acquire() -> Bool {
        guard hasPermit else { return false }
        permits -= 1
        return true
    }

    /// Gives `count` permits back, at least 1; false, and none is, when that were more than the bound.
    package mutating func release(_ count: Int) -> Bool {
        let (sum, overflow) = permits.addingReportingOverflow(count)
        guard count > 0, !overflow, bound.map({ sum <= $0 }) ?? true else { return false }
        permits = sum
        return true
    }

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        request.operation != .acquire || hasPermit
    }

    /// The argument says how many permits are given back.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .acquire:
            step.detail = request.waitLimit.rawValue
            guard acquire() else { return step.givesUp() }
            step.holding = .takes(1)
        case .release:
            guard release(request.argument) else { throw .tooManyReleases }
            step.holding = .gives(request.argument)
        default: throw .unsupported
        }
        step.becomes(permits)
        return .done
    }

    /// Two releases commute, unless there is a bound that only one of them may reach.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        bound != nil || one.operation != .release || other.operation != .release
    }
}
