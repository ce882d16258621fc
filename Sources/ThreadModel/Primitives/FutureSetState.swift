import ThreadTrace

/// The rules of waiting for several futures: which of them have come to an end, in which order.
package struct FutureSetState: Primitive {
    /// Those that are followed, by their place in the caller's list.
    package let futures: [ResourceID]
    /// Places of those that have ended, in that order.
    package private(set) var ended: [Int] = []
    package private(set) var hasFailure = false
    private var isFollowing = false

    package init(_ futures: [ResourceID]) { self.futures = futures }

    /// How much has to have happened before a wait ends.
    package enum Goal: Int, Sendable {
        case first, firstFailure, all
    }

    package mutating func follow() { isFollowing = true }

    package mutating func settle(_ future: ResourceID, failed: Bool) {
        for place in futures.indices where futures[place] == future && !ended.contains(place) {
            ended.append(place)
        }
        if failed { hasFailure = true }
    }

    package func isReached(_ goal: Goal) -> Bool {
        let isComplete = ended.count == futures.count
        return switch goal {
        case .first: !ended.isEmpty || isComplete
        case .firstFailure: hasFailure || isComplete
        case .all: isComplete
        }
    }

    /// Of a wait the argument is the goal; of asking for the next to end, how many one has had.
    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        switch request.operation {
        case .wake: isReached(Goal(rawValue: request.argument) ?? .all)
        case .result: ended.count > request.argument
        default: true
        }
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch request.operation {
        case .watch:
            if !isFollowing { step.consequence = .follows }
            isFollowing = true
            return .done
        case .wake: return isReached(Goal(rawValue: request.argument) ?? .all) ? .done : step.givesUp()
        case .result:
            return ended.indices.contains(request.argument)
                ? .number(ended[request.argument]) : step.givesUp()
        default: throw .unsupported
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        one.operation == .watch || other.operation == .watch
    }
}
