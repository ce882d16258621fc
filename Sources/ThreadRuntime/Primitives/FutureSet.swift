import ThreadModel
import ThreadTrace

/// When waiting for several futures is over.
public enum ReturnWhen: Sendable {
    /// When one has come to something.
    case firstCompleted
    /// When one has failed, or all have come to something.
    case firstException
    /// When all have.
    case allCompleted
}

/// Waits for futures.
///
/// - Returns: those that have come to something, and those that have not, each in the order of `futures`.
public func wait<Value: Sendable>(
    for futures: [Future<Value>], timeout: Duration? = nil, returnWhen: ReturnWhen = .allCompleted,
    file: StaticString = #fileID, line: UInt = #line
) throws -> (done: [Future<Value>], notDone: [Future<Value>]) {
    let site = CallSite(file, line)
    let followed = try FollowedFutures(futures, site)
    let goal: FutureSetState.Goal =
        switch returnWhen {
        case .firstCompleted: .first
        case .firstException: .firstFailure
        case .allCompleted: .all
        }
    try followed.handle.perform(.wake, limit: Limit(timeout), argument: goal.rawValue, at: site)
    var ended: Set<Int> = []
    while let place = try followed.next(after: ended.count, limit: .atOnce, site) { ended.insert(place) }
    return (
        futures.indices.filter(ended.contains).map { futures[$0] },
        futures.indices.filter { !ended.contains($0) }.map { futures[$0] }
    )
}

/// Futures in the order in which they come to something; those that already have come first, in the order of `futures`.
///
/// - Parameter timeout: for all of them together, from this call on.
/// - Returns: a sequence of sorts: `next()` waits for the next and throws where waiting can.
public func asCompleted<Value: Sendable>(
    _ futures: [Future<Value>], timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line
) throws -> CompletedFutures<Value> {
    try CompletedFutures(futures, timeout, CallSite(file, line))
}

/// See `asCompleted`.
public struct CompletedFutures<Value: Sendable> {
    private let futures: [Future<Value>]
    private let followed: FollowedFutures
    private let budget: TimeoutBudget
    private let site: CallSite
    private var count = 0

    init(_ futures: [Future<Value>], _ timeout: Duration?, _ site: CallSite) throws {
        self.futures = futures
        self.site = site
        budget = TimeoutBudget(timeout)
        followed = try FollowedFutures(futures, site)
    }

    /// Waits for the next future to come to something.
    ///
    /// - Returns: nil after the last.
    /// - Throws: `ThreadingError.timedOut`.
    public mutating func next() throws -> Future<Value>? {
        guard count < futures.count else { return nil }
        guard let place = try followed.next(after: count, limit: Limit(budget.remaining), site) else {
            throw ThreadingError.timedOut("\(futures.count - count) of \(futures.count) futures")
        }
        count += 1
        return futures[place]
    }

    /// Calls `body` with each, in the order in which they come to something.
    public consuming func forEach(_ body: (Future<Value>) throws -> Void) throws {
        while let future = try next() { try body(future) }
    }
}

/// Several futures as one thing to wait for.
struct FollowedFutures {
    let handle: Handle

    init<Value>(_ futures: [Future<Value>], _ site: CallSite) throws {
        try self.init(futures.map(\.handle.id), site)
    }

    init(_ futures: [ResourceID], _ site: CallSite) throws {
        // On screen it is an event: that enough of them are done.
        handle = Handle(
            .event, name: Run.current.map { run in run.withMonitor { run.labels.next("futures") } },
            .futures(FutureSetState(futures)))
        try handle.perform(.watch, at: site)
    }

    /// The place of the next to end, when so many have been told of; nil when there is none in time.
    func next(after count: Int, limit: Limit, _ site: CallSite) throws -> Int? {
        guard case .number(let place) = try handle.perform(.result, limit: limit, argument: count, at: site)
        else { return nil }
        return place
    }
}
