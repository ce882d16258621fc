import ThreadTrace

/// A barrier's rules: it trips when so many have arrived, and is then ready for the next round.
///
/// Rounds are numbered. Who waits does so for the end of a round, by its being tripped or broken; a barrier that broke stays
/// so until it is reset.
package struct BarrierState: Primitive {
    package let parties: Int
    private let hasAction: Bool
    package private(set) var arrived = 0
    package private(set) var isBroken = false
    private var round = 0
    private var brokenRounds: Set<Int> = []
    /// By round that was completed: how many have not passed yet.
    private var leaving: [Int: Int] = [:]
    /// All have arrived and the last of them carries out the action.
    private var isActing = false

    /// Fewer than 1 party are 1.
    package init(parties: Int, hasAction: Bool) {
        self.parties = max(parties, 1)
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
        completeRound()
        return .pass(index: index)
    }

    /// The action has been carried out.
    ///
    /// - Returns: false when the round was broken or reset meanwhile.
    package mutating func complete(round: Int) -> Bool {
        guard isActing, round == self.round else { return false }
        completeRound()
        return true
    }

    package func hasEnded(round: Int) -> Bool { round < self.round }

    package func wasBroken(round: Int) -> Bool { brokenRounds.contains(round) }

    /// Everyone who waits, or has not noticed yet that nobody needs to, and everyone who comes from now on, learns that it is broken.
    package mutating func abort() {
        brokenRounds.formUnion(leaving.keys)
        leaving = [:]
        breakDown()
    }

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

    private mutating func completeRound() {
        if parties > 1 { leaving[round] = parties - 1 }
        endRound()
    }

    private mutating func leave(_ round: Int) {
        guard let others = leaving[round] else { return }
        leaving[round] = others > 1 ? others - 1 : nil
    }

    private mutating func endRound() {
        round += 1
        arrived = 0
        isActing = false
    }

    /// The argument is the round of one who passes or has carried out the action, or -1 for a breakdown whatever the round.
    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        switch request.operation {
        case .arrive: isOpen
        case .pass: hasEnded(round: request.argument)
        default: true
        }
    }

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.becomes(arrived) }
        switch request.operation {
        case .arrive:
            // Whose deadline comes before it can so much as arrive breaks the barrier as well.
            guard isOpen else {
                breakDown()
                _ = step.givesUp()
                return .arrived(.broken)
            }
            let arrival = arrive()
            if case .pass = arrival { step.event = .trip }
            return .arrived(arrival)
        case .pass:
            if !hasEnded(round: request.argument) {
                breakDown()
                _ = step.givesUp()
            }
            leave(request.argument)
            return .number(wasBroken(round: request.argument) ? 0 : 1)
        case .trip: return .number(complete(round: request.argument) ? 1 : 0)
        case .abort:
            if request.argument < 0 { abort() } else { breakDown(round: request.argument) }
        case .reset: reset()
        case .inspect: return .number(request.argument == Self.askWaiting ? arrived : isBroken ? 1 : 0)
        default: throw .unsupported
        }
        return .done
    }

    /// What a look asks for: whether it is broken, or how many wait.
    package static let askBroken = 0
    package static let askWaiting = 1

    /// Arrivals are told apart by their index; passing without a deadline, and looking, change nothing.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        func isLook(_ request: Request) -> Bool {
            request.operation == .inspect || (request.operation == .pass && request.limit == .never)
        }
        return !isLook(one) || !isLook(other)
    }
}
