import ThreadModel
import ThreadTrace

/// A primitive of a run, as its thin class has it, or whoever stands in for a thread of another program: by its number.
package struct Handle: Sendable {
    private let run: Run?
    package let id: ResourceID
    package let kind: ResourceKind
    package let name: String

    /// Outside a scenario there is no run, and an empty name names nothing: every operation will throw.
    ///
    /// - Parameter identity: what it is known by in all executions of a search, from 1; 0 where it is by who makes it, and as the how
    ///   manieth of that one's.
    package init(
        _ kind: ResourceKind, name: String?, capacity: Int = 0, value: ResourceValue? = nil,
        _ primitive: AnyPrimitive, identity: Int32 = 0
    ) {
        self.kind = kind
        run = name?.isEmpty == true ? nil : Run.current
        if let run {
            (id, self.name) = run.define(
                kind, name: name, capacity: capacity, value: value, primitive, identity: identity)
        } else {
            (id, self.name) = (.none, name ?? kind.word)
        }
    }

    /// Whether steps take effect one at a time.
    var isControlled: Bool { run?.isControlled ?? true }

    /// Whether anybody reads what is told.
    var isTraced: Bool { run?.bus.isRead ?? false }

    /// One operation of the calling thread: see `Run.perform`.
    @discardableResult
    package func perform(
        _ operation: Operation, other: ResourceID = .none, limit: Limit = .never, argument: Int = 0,
        rank: Int = 0, text: String? = nil, isBlind: Bool = false, at site: CallSite = .unknown
    ) throws -> Reply {
        guard let run else {
            throw name.isEmpty
                ? ThreadingError.invalidArgument(
                    "the name of a \(kind.word) is empty: leave it out for one that is made up")
                : ThreadingError.outsideScenario("\(kind.word) \(name)")
        }
        var request = Request(
            operation, id, other: other, limit: limit, argument: argument, rank: rank)
        request.isBlind = isBlind
        return try run.perform(request, at: site, text: text)
    }

    /// Elements of a priority queue have other ranks from now on.
    func rank(_ ranks: [Int: Int]) {
        run?.withMonitor { run?.execution.rank(ranks, in: id) }
    }

}

extension Limit {
    /// As Python's locks and semaphores have it: one does not wait for a while without waiting.
    ///
    /// - Throws: `ThreadingError.invalidArgument`.
    init(blocking: Bool, timeout: Duration?, _ what: @autoclosure () -> String) throws {
        guard blocking || timeout == nil else {
            throw ThreadingError.invalidArgument(
                "\(what()): a timeout is for a blocking call: leave out one of both")
        }
        self = blocking ? Limit(timeout) : .atOnce
    }

    /// The same where a negative timeout is a mistake.
    init(blocking: Bool, nonnegative timeout: Duration?, _ what: @autoclosure () -> String) throws {
        try Self.check(timeout, what())
        try self.init(blocking: blocking, timeout: timeout, what())
    }

    static func check(_ timeout: Duration?, _ what: @autoclosure () -> String) throws {
        guard let timeout, timeout < .zero else { return }
        throw ThreadingError.invalidArgument(
            "\(what()): a timeout of \(timeout) is less than none: nil waits for ever")
    }
}
