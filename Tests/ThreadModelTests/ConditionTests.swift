import Testing
import ThreadModel

@Suite struct ConditionTests {
    @Test func `tickets ascend and those who hold them wait`() {
        var condition = ConditionState()
        let first = condition.join()
        let second = condition.join()
        #expect(first < second)
        #expect(condition.waiting == [first, second])
        #expect(!condition.isNotified(first))
    }

    @Test func `a notification is there for all who wait, and only one of them gets it`() {
        var condition = ConditionState()
        let first = condition.join()
        let second = condition.join()
        #expect(condition.notify(1) == 1)
        #expect(condition.isNotified(first))
        #expect(condition.isNotified(second))
        #expect(condition.leave(second) == true)
        #expect(!condition.isNotified(first))
        #expect(condition.leave(first) == false)
        #expect(condition.waiting.isEmpty)
    }

    @Test func `nobody gets a notification from before it waited`() {
        var condition = ConditionState()
        #expect(condition.notify(1) == 0)
        let early = condition.join()
        #expect(condition.notify(1) == 1)
        let late = condition.join()
        #expect(!condition.isNotified(late))
        #expect(condition.leave(late) == false)
        #expect(condition.leave(early) == true)
    }

    @Test func `no more are notified than wait and have not been notified`() {
        var condition = ConditionState()
        for _ in 0..<3 { _ = condition.join() }
        #expect(condition.notify(2) == 2)
        #expect(condition.notify(2) == 1)
        #expect(condition.notify(.max) == 0)
        _ = condition.join()
        #expect(condition.notify(.max) == 1)
    }

    @Test(arguments: [0, -1, Int.min])
    func `notifying nobody does nothing`(count: Int) {
        var condition = ConditionState()
        let ticket = condition.join()
        #expect(condition.notify(count) == 0)
        #expect(!condition.isNotified(ticket))
    }

    @Test func `who takes a notification leaves the older one to those who need it`() {
        var condition = ConditionState()
        let early = condition.join()
        #expect(condition.notify(1) == 1)
        let late = condition.join()
        #expect(condition.notify(1) == 1)
        // Only the second notification is for the late one; were it taken by the early one, nothing would be left.
        #expect(condition.leave(early) == true)
        #expect(condition.isNotified(late))
        #expect(condition.leave(late) == true)
    }

    @Test func `who gives up takes nothing away from the others`() {
        var condition = ConditionState()
        let early = condition.join()
        #expect(condition.notify(1) == 1)
        let late = condition.join()
        #expect(condition.leave(late) == false)
        #expect(condition.isNotified(early))
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `notifications wake whom they were given for`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var condition = ConditionState()
        var model = NotifiedGroups()
        for _ in 0..<1_000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0..<2 where model.waiting.count < 7:
                let ticket = condition.join()
                try #require(!model.waiting.contains(ticket))
                model.waiting.insert(ticket)
            case 2:
                let count = Int.random(in: 0...3, using: &random)
                try #require(condition.notify(count) == model.notify(count))
            default:
                guard let ticket = model.waiting.sorted().randomElement(using: &random) else { continue }
                try #require(condition.leave(ticket) == model.leave(ticket))
            }
            try #require(condition.waiting == model.waiting)
            for ticket in model.waiting {
                try #require(condition.isNotified(ticket) == model.isNotified(ticket))
            }
            try #require(model.canWakeSomebodyEach)
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `no notification is lost or made up, in whatever order waiters go`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            var condition = ConditionState()
            var notifications = 0
            for _ in 0..<20 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0...1: _ = condition.join()
                case 2: notifications += condition.notify(Int.random(in: 1...2, using: &random))
                default:
                    guard let ticket = condition.waiting.sorted().randomElement(using: &random) else { break }
                    notifications -= condition.leave(ticket) ? 1 : 0
                }
            }
            try #require(condition.waiting.count - condition.notifiable == notifications)
            let woken = condition.waiting.sorted().shuffled(using: &random).filter { condition.leave($0) }
            try #require(woken.count == notifications)
        }
    }
}

extension ConditionState {
    /// How many could still be notified.
    fileprivate var notifiable: Int {
        var copy = self
        return copy.notify(.max)
    }
}

/// Each notification as the set of those whom it can still wake. Matchings are found by trying them all.
private struct NotifiedGroups {
    var waiting: Set<Int> = []
    private var notifications: [Set<Int>] = []

    func isNotified(_ ticket: Int) -> Bool { notifications.contains { $0.contains(ticket) } }

    /// Gives notifications, for anyone who waits, as long as each could wake somebody of its own.
    mutating func notify(_ count: Int) -> Int {
        let before = notifications.count
        while notifications.count < before + count {
            notifications.append(waiting)
            guard canWakeSomebodyEach else {
                notifications.removeLast()
                break
            }
        }
        return notifications.count - before
    }

    /// Takes the notification that could wake the fewest others.
    mutating func leave(_ ticket: Int) -> Bool {
        let fitting = notifications.indices.filter { notifications[$0].contains(ticket) }
        let taken = fitting.min { notifications[$0].count < notifications[$1].count }
        if let taken { notifications.remove(at: taken) }
        waiting.remove(ticket)
        notifications = notifications.map { $0.subtracting([ticket]) }
        return taken != nil
    }

    var canWakeSomebodyEach: Bool { Self.canWakeSomebodyEach(of: notifications[...], besides: []) }

    private static func canWakeSomebodyEach(
        of groups: ArraySlice<Set<Int>>, besides woken: Set<Int>
    ) -> Bool {
        guard let group = groups.first else { return true }
        return group.subtracting(woken).contains {
            canWakeSomebodyEach(of: groups.dropFirst(), besides: woken.union([$0]))
        }
    }
}
