import Testing
import ThreadModel
import ThreadTrace

@Suite struct BarrierTests {
    @Test func `the last party lets all go, and the next round begins`() {
        var barrier = BarrierState(parties: 2, hasAction: false)
        #expect(barrier.arrive() == .wait(round: 0, index: 0))
        #expect(barrier.arrived == 1)
        #expect(!barrier.hasEnded(round: 0))
        #expect(barrier.arrive() == .pass(index: 1))
        #expect(barrier.arrived == 0)
        #expect(barrier.hasEnded(round: 0))
        #expect(!barrier.wasBroken(round: 0))
        #expect(barrier.arrive() == .wait(round: 1, index: 0))
        #expect(!barrier.hasEnded(round: 1))
    }

    @Test func `one party never waits`() {
        var barrier = BarrierState(parties: 1, hasAction: false)
        #expect(barrier.arrive() == .pass(index: 0))
        #expect(barrier.arrive() == .pass(index: 0))
    }

    @Test func `the round ends when the action has been carried out`() {
        var barrier = BarrierState(parties: 2, hasAction: true)
        #expect(barrier.arrive() == .wait(round: 0, index: 0))
        #expect(barrier.isOpen)
        #expect(barrier.arrive() == .act(round: 0, index: 1))
        #expect(!barrier.isOpen)
        #expect(!barrier.hasEnded(round: 0))
        #expect(barrier.complete(round: 0) == true)
        #expect(barrier.isOpen)
        #expect(barrier.hasEnded(round: 0))
        #expect(barrier.complete(round: 0) == false)
    }

    @Test func `breaking it down ends the round for all and keeps others out`() {
        var barrier = BarrierState(parties: 3, hasAction: false)
        #expect(barrier.arrive() == .wait(round: 0, index: 0))
        barrier.breakDown()
        #expect(barrier.isBroken)
        #expect(barrier.hasEnded(round: 0))
        #expect(barrier.wasBroken(round: 0))
        #expect(barrier.arrive() == .broken)
        #expect(barrier.arrived == 0)
        barrier.breakDown()
        #expect(barrier.isBroken)
    }

    /// As in CPython, where whoever has not woken since looks at what the barrier is then.
    @Test(arguments: [false, true]) func `aborting it breaks those who have not left it`(hasLeft: Bool) throws
    {
        var barrier = BarrierState(parties: 2, hasAction: false)
        #expect(barrier.arrive() == .wait(round: 0, index: 0))
        #expect(barrier.arrive() == .pass(index: 1))
        var step = Step(.pass, by: ThreadID(1))
        if hasLeft { _ = try barrier.perform(Request(.pass, argument: 0), &step) }
        barrier.abort()
        #expect(barrier.wasBroken(round: 0) == !hasLeft)
        #expect(barrier.arrive() == .broken)
        barrier.reset()
        #expect(barrier.arrive() == .wait(round: 2, index: 0))
    }

    @Test func `a reset makes it as new`() {
        var barrier = BarrierState(parties: 2, hasAction: false)
        barrier.breakDown()
        barrier.reset()
        #expect(!barrier.isBroken)
        guard case .wait(let round, 0) = barrier.arrive() else {
            Issue.record("the first to arrive has to wait")
            return
        }
        #expect(barrier.arrive() == .pass(index: 1))
        #expect(!barrier.wasBroken(round: round))
    }

    @Test func `a reset breaks the round of those who wait, and no other`() {
        var barrier = BarrierState(parties: 2, hasAction: false)
        #expect(barrier.arrive() == .wait(round: 0, index: 0))
        barrier.reset()
        #expect(!barrier.isBroken)
        #expect(barrier.hasEnded(round: 0))
        #expect(barrier.wasBroken(round: 0))
        #expect(barrier.arrive() == .wait(round: 1, index: 0))
        barrier.reset()
        barrier.reset()
        #expect(barrier.arrive() == .wait(round: 2, index: 0))
    }

    @Test(arguments: [true, false])
    func `an action that ends after its round did completes nothing`(byReset: Bool) {
        var barrier = BarrierState(parties: 1, hasAction: true)
        #expect(barrier.arrive() == .act(round: 0, index: 0))
        if byReset { barrier.reset() } else { barrier.breakDown() }
        #expect(barrier.isOpen)
        #expect(barrier.wasBroken(round: 0))
        #expect(barrier.complete(round: 0) == false)
        #expect(barrier.isBroken == !byReset)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `everyone who arrives learns what became of those they met`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let hasAction = seed.isMultiple(of: 2)
        var meetings = Meetings(parties: Int.random(in: 1...4, using: &random))
        var barrier = BarrierState(parties: meetings.parties, hasAction: hasAction)
        for _ in 0..<600 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                barrier.breakDown()
                meetings.isBroken = true
                meetings.end(as: .broken)
            case 1...2:
                barrier.reset()
                meetings.isBroken = false
                meetings.end(as: .broken)
            case 3...6:
                guard let guest = meetings.guests.suffix(6).randomElement(using: &random) else { break }
                let completes = guest.fate == .waits && meetings.isComplete
                try #require(barrier.complete(round: guest.round) == completes)
                if completes { meetings.end(as: .passed) }
            default:
                guard barrier.isOpen else { break }
                let arrival = barrier.arrive()
                let expected = meetings.expect(hasAction: hasAction, round: arrival.round)
                try #require(arrival == expected)
            }
            try #require(barrier.isBroken == meetings.isBroken)
            try #require(barrier.arrived == meetings.present)
            try #require(barrier.isOpen == !meetings.isComplete)
            for guest in meetings.guests.suffix(50) {
                try #require(barrier.hasEnded(round: guest.round) == (guest.fate != .waits))
                try #require(barrier.wasBroken(round: guest.round) == (guest.fate == .broken))
            }
        }
    }
}

extension BarrierState.Arrival {
    fileprivate var round: Int? {
        switch self {
        case .wait(let round, _), .act(let round, _): round
        case .broken, .pass: nil
        }
    }
}

/// Everyone who ever came, and what became of them.
private struct Meetings {
    enum Fate { case waits, passed, broken }

    let parties: Int
    var isBroken = false
    /// With the round that the barrier gave each: only it can tell.
    private(set) var guests: [(round: Int, fate: Fate)] = []

    init(parties: Int) { self.parties = parties }

    var present: Int { guests.count { $0.fate == .waits } }

    /// All are there, and an action is being carried out.
    var isComplete: Bool { present == parties }

    mutating func end(as fate: Fate) {
        guests = guests.map { $0.fate == .waits ? ($0.round, fate) : $0 }
    }

    /// What somebody who comes now has to be told.
    mutating func expect(hasAction: Bool, round: Int?) -> BarrierState.Arrival {
        guard !isBroken else { return .broken }
        let index = present
        if index + 1 == parties, !hasAction {
            end(as: .passed)
            return .pass(index: index)
        }
        // Those who meet are told the same round, and nobody else is.
        let others = guests.filter { $0.fate == .waits }.map(\.round)
        let isTold = round.map { told in
            others.allSatisfy { $0 == told } && guests.allSatisfy { $0.fate == .waits || $0.round != told }
        }
        guard let round, isTold == true else { return .broken }
        guests.append((round, .waits))
        return isComplete ? .act(round: round, index: index) : .wait(round: round, index: index)
    }
}
