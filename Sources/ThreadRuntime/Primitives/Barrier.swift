import ThreadModel
import ThreadTrace

/// Where a number of threads wait for one another.
public final class Barrier: Sendable {
    /// How many threads it lets go together.
    public let parties: Int
    private let handle: Handle
    private let timeout: Duration?
    private let action: (@Sendable () throws -> Void)?

    /// - Parameters:
    ///   - timeout: how long `wait` waits at most, unless it says otherwise.
    ///   - action: what the last to arrive does before all go on.
    /// - Throws: `ThreadingError.invalidArgument` for fewer than 1 party.
    public init(
        _ name: String? = nil, parties: Int, timeout: Duration? = nil,
        action: (@Sendable () throws -> Void)? = nil
    ) throws {
        guard parties >= 1 else {
            throw ThreadingError.invalidArgument("a barrier needs 1 party or more, not \(parties)")
        }
        self.parties = parties
        handle = Handle(
            .barrier, name: name, capacity: parties,
            .barrier(BarrierState(parties: parties, hasAction: action != nil)))
        self.timeout = timeout
        self.action = action
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Waits until all parties do.
    ///
    /// - Returns: the arrival index, from 0 to one less than the parties.
    /// - Throws: `ThreadingError.brokenBarrier` when the barrier is or gets broken: by a timeout, an `abort`, a `reset` while
    ///   waiting, or an action that throws. A timeout breaks it for all.
    @discardableResult
    public func wait(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws -> Int
    {
        let site = CallSite(file, line)
        let (index, round) = try handle.arrive(timeout: timeout ?? self.timeout, site)
        if let round { try act(round: round, site) }
        return index
    }

    private func act(round: Int, _ site: CallSite) throws {
        do {
            try action?()
        } catch {
            try handle.perform(.abort, argument: round, at: site)
            throw error
        }
        try handle.completeRound(round, site)
    }

    /// Breaks the barrier: those who wait throw, and those who come until it is reset.
    public func abort(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.abort, argument: -1, at: CallSite(file, line))
    }

    /// Makes it as new; those who wait throw.
    public func reset(file: StaticString = #fileID, line: UInt = #line) throws {
        try handle.perform(.reset, at: CallSite(file, line))
    }

    /// Whether whoever waits throws, until it is reset. A step.
    public var isBroken: Bool {
        get throws { try handle.perform(.inspect, argument: BarrierState.askBroken).flag }
    }

    /// How many wait now. A step.
    public var waiting: Int {
        get throws { try handle.perform(.inspect, argument: BarrierState.askWaiting).number }
    }
}

extension Handle {
    /// Of a barrier: waits until all parties do.
    ///
    /// - Returns: the arrival index; and a round for the one who has to carry out the action and complete it, while all others wait.
    /// - Throws: `ThreadingError.brokenBarrier`.
    package func arrive(timeout: Duration?, _ site: CallSite) throws -> (index: Int, round: Int?) {
        let budget = TimeoutBudget(timeout)
        guard case .arrived(let arrival) = try perform(.arrive, limit: Limit(budget.remaining), at: site)
        else { throw ThreadingError.brokenBarrier(name) }
        switch arrival {
        case .broken: throw ThreadingError.brokenBarrier(name)
        case .pass(let index): return (index, nil)
        case .act(let round, let index): return (index, round)
        case .wait(let round, let index):
            let reply = try perform(.pass, limit: Limit(budget.remaining), argument: round, at: site)
            guard reply.flag else { throw ThreadingError.brokenBarrier(name) }
            return (index, nil)
        }
    }

    /// Of a barrier whose action has been carried out: all go on.
    package func completeRound(_ round: Int, _ site: CallSite) throws {
        guard try perform(.trip, argument: round, at: site).flag else {
            throw ThreadingError.brokenBarrier(name)
        }
    }
}
