import ThreadTrace

/// An operation as data: what a thread has come to. It holds no payload: elements, results and messages stay with whoever asks,
/// and the model sees a number for each.
package struct Request: Hashable, Sendable {
    package var operation: Operation
    package var resource: ResourceID
    /// A second thing that the operation concerns: a condition's lock, a worker's pool.
    package var other: ResourceID
    package var limit: Limit
    /// A count, a payload's number, a ticket: what it says depends on the operation.
    package var argument: Int
    /// A second number: where a priority queue puts an element, the lowest of which comes out first; a message's level; what the
    /// trace tells of a value that is written, unless that is a text.
    package var rank: Int
    /// The text that goes with it: a message, a new name, what the trace tells of a value. Known when it takes effect.
    package var name: NameID?
    package var site: SourceID
    /// Whether what is written comes of nothing that the thread had read before.
    package var isBlind = false

    package init(
        _ operation: Operation, _ resource: ResourceID = .none, other: ResourceID = .none,
        limit: Limit = .never,
        argument: Int = 0, rank: Int = 0, name: NameID? = nil, site: SourceID = .unknown
    ) {
        self.operation = operation
        self.resource = resource
        self.other = other
        self.limit = limit
        self.argument = argument
        self.rank = rank
        self.name = name
        self.site = site
    }

    /// How the trace tells for how long it would wait.
    var waitLimit: WaitLimit {
        switch limit {
        case .never: .never
        case .atOnce: .atOnce
        case .after: .timed
        }
    }

    /// How the trace tells that it has not taken effect yet.
    var whileBlocked: EventKind {
        switch operation {
        case .sleep: .sleep
        case .compute: .busy
        default: .block
        }
    }
}

/// What a thread learns when its operation has taken effect.
package enum Reply: Hashable, Sendable {
    case done
    /// The deadline came first, or it could not be had at once.
    case gaveUp
    /// A ticket, a count, a payload's number; 0 and 1 for no and yes.
    case number(Int)
    /// There is nothing to be had, and never will be: a queue that was shut down, a pool that was closed.
    case exhausted
    case arrived(BarrierState.Arrival)
    case submitted(PoolState.Submission)
    case refused(Refusal)
    /// The run is over: the operation never took effect.
    case cancelled

    /// It took effect, and there is nothing more to learn. What `==` says as well, at the cost of a call.
    package var isDone: Bool {
        if case .done = self { true } else { false }
    }

    package var flag: Bool { self == .done || self == .number(1) }

    package var number: Int {
        guard case .number(let number) = self else { return 0 }
        return number
    }
}

/// Why an operation that took effect did nothing: a mistake of the program's. Names and sentences are others' business.
package enum Refusal: Error, Hashable, Sendable {
    /// The thread does not hold the lock, or nobody does.
    case notHeld
    /// The same of a condition's lock.
    case lockNotHeld(ResourceID)
    case tooManyReleases
    case alreadyStarted
    case notStarted
    case joinsItself
    case tooManyTasksDone
    /// The thing has no such operation.
    case unsupported
}
