import ThreadTrace

/// A barrier's rules: it trips when so many have arrived, and is then ready for the next round.
///
/// Rounds are numbered. Who waits does so for the end of a round, by its being tripped or broken; a barrier that broke stays
/// so until it is reset.
package struct BarrierState: Sendable {
    package let parties: Int
    private let hasAction: Bool
    package private(set) var arrived = 0
    package private(set) var isBroken = false
    private var round = 0
    private var brokenRounds: Set<Int> = []
    /// All have arrived and the last of them carries out the action.
    private var isActing = false

    /// - Throws: `ThreadingError.invalidArgument` for fewer than 1 party.
    package init(parties: Int, hasAction: Bool) throws {
        guard parties >= 1 else {
            throw ThreadingError.invalidArgument("a barrier needs 1 party or more, not \(parties)")
        }
        self.parties = parties
        self.hasAction = hasAction
    }

    /// What must follow an arrival.
    package enum Arrival: Hashable, Sendable {
        case broken
        /// Wait for the end of the round.
        case wait(round: Int, index: Int)
        /// Carry out the action, then say that the round has been completed, or break it.
        case act(round: Int, index: Int)
        /// Everyone can go.
        case pass(index: Int)
    }

    /// Who comes while the action is being carried out belongs to the next round and can not arrive yet.
    package var isOpen: Bool { !isActing }

    package mutating func arrive() -> Arrival {
        guard !isBroken else { return .broken }
        let index = arrived
        arrived += 1
        guard arrived == parties else { return .wait(round: round, index: index) }
        if hasAction {
            isActing = true
            return .act(round: round, index: index)
        }
        endRound()
        return .pass(index: index)
    }

    /// The action has been carried out.
    ///
    /// - Returns: false when the round was broken or reset meanwhile.
    package mutating func complete(round: Int) -> Bool {
        guard isActing, round == self.round else { return false }
        endRound()
        return true
    }

    package func hasEnded(round: Int) -> Bool { round < self.round }

    package func wasBroken(round: Int) -> Bool { brokenRounds.contains(round) }

    /// Everyone who waits, and everyone who comes from now on, learns that it is broken.
    package mutating func breakDown() {
        guard !isBroken else { return }
        isBroken = true
        breakRound()
    }

    /// The same, unless that round has ended already.
    package mutating func breakDown(round: Int) {
        if round == self.round { breakDown() }
    }

    /// It is as new; those who wait learn that it was broken.
    package mutating func reset() {
        if arrived > 0 { breakRound() }
        isBroken = false
    }

    private mutating func breakRound() {
        brokenRounds.insert(round)
        endRound()
    }

    private mutating func endRound() {
        round += 1
        arrived = 0
        isActing = false
    }
}

/// Where a number of threads wait for one another.
public final class Barrier: Sendable {
    private let barrier: Monitored<BarrierState>
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
        barrier = Monitored(
            .barrier, name: name, capacity: parties,
            try BarrierState(parties: parties, hasAction: action != nil))
        self.timeout = timeout
        self.action = action
    }

    public var name: String { barrier.name }

    /// Waits until all parties do.
    ///
    /// - Returns: the arrival index, from 0 to one less than the parties.
    /// - Throws: `ThreadingError.brokenBarrier` when the barrier is or gets broken: by a timeout, an `abort`, a `reset` while
    ///   waiting, or an action that throws. A timeout breaks it for all.
    @discardableResult
    public func wait(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws -> Int
    {
        let site = CallSite(file, line)
        let patience = Patience(timeout ?? self.timeout)
        let arrival: BarrierState.Arrival = try barrier.perform(
            .arrive, timeout: patience.remaining, at: site, when: { $0.isOpen }
        ) { state, record in
            defer { record.value = Int32(clamping: state.arrived) }
            guard state.isOpen else {
                state.breakDown()
                record.kind = .timeout
                return .broken
            }
            let arrival = state.arrive()
            if case .pass = arrival { record.kind = .trip }
            return arrival
        }
        switch arrival {
        case .broken: throw ThreadingError.brokenBarrier(name)
        case .pass(let index): return index
        case .act(let round, let index):
            try act(round: round, site)
            return index
        case .wait(let round, let index):
            let passed = try barrier.perform(
                .pass, timeout: patience.remaining, at: site, when: { $0.hasEnded(round: round) }
            ) { state, record in
                defer { record.value = Int32(clamping: state.arrived) }
                if !state.hasEnded(round: round) {
                    state.breakDown()
                    record.kind = .timeout
                }
                return !state.wasBroken(round: round)
            }
            guard passed else { throw ThreadingError.brokenBarrier(name) }
            return index
        }
    }

    private func act(round: Int, _ site: CallSite) throws {
        do {
            try action?()
        } catch {
            try barrier.perform(.abort, at: site) { state, record in
                state.breakDown(round: round)
                record.value = Int32(clamping: state.arrived)
            }
            throw error
        }
        let completed = try barrier.perform(.trip, at: site) { state, record in
            defer { record.value = Int32(clamping: state.arrived) }
            return state.complete(round: round)
        }
        guard completed else { throw ThreadingError.brokenBarrier(name) }
    }

    /// Breaks the barrier: those who wait throw, and those who come until it is reset.
    public func abort(file: StaticString = #fileID, line: UInt = #line) throws {
        try barrier.perform(.abort, at: CallSite(file, line)) { state, record in
            state.breakDown()
            record.value = 0
        }
    }

    /// Makes it as new; those who wait throw.
    public func reset(file: StaticString = #fileID, line: UInt = #line) throws {
        try barrier.perform(.reset, at: CallSite(file, line)) { state, record in
            state.reset()
            record.value = 0
        }
    }

    public var isBroken: Bool {
        get throws { try barrier.perform(.inspect, at: CallSite("", 0)) { state, _ in state.isBroken } }
    }

    /// How many wait now.
    public var waiting: Int {
        get throws { try barrier.perform(.inspect, at: CallSite("", 0)) { state, _ in state.arrived } }
    }
}
