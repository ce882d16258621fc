/// The waits for every resource of a trace, by the resource's number counted from 0.
///
/// Eight bytes for a resource that was waited for once at most, as most are; a history of its own from the second wait on.
struct WaitHistories: Sendable {
    private struct Slot {
        /// There has been no wait; or there have been several.
        static let none = UInt32.max
        /// The one wait goes on; or there has been none.
        static let open = UInt32.max

        /// With which event the one wait began.
        var beginning = none
        /// With which event it ended; where there have been several, the number of their history.
        var ending = open

        var isSingle: Bool { beginning != Self.none }
        var history: Int? { beginning == Self.none && ending != Self.open ? Int(ending) : nil }

        func goesOn(at position: Int) -> Bool { Int(beginning) < position && Int(ending) >= position }
    }

    private var slots: [Slot] = []
    private var histories: [WaitHistory] = []

    mutating func addResource() { slots.appendSparingly(Slot()) }

    /// - Returns: the wait's number, for `end`; nil for a resource that there is not.
    mutating func begin(_ resource: Int, at event: Int) -> Int? {
        guard slots.indices.contains(resource) else { return nil }
        let slot = slots[resource]
        if let history = slot.history { return histories[history].begin(at: event) }
        guard slot.isSingle else {
            slots[resource].beginning = UInt32(truncatingIfNeeded: event)
            return 0
        }
        var history = WaitHistory()
        let first = history.begin(at: Int(slot.beginning))
        if slot.ending != Slot.open { history.end(first, at: Int(slot.ending)) }
        defer { histories.appendSparingly(history) }
        slots[resource] = Slot(beginning: Slot.none, ending: UInt32(histories.count))
        return history.begin(at: event)
    }

    mutating func end(_ resource: Int, _ wait: Int, at event: Int) {
        guard slots.indices.contains(resource) else { return }
        if let history = slots[resource].history {
            histories[history].end(wait, at: event)
        } else {
            slots[resource].ending = UInt32(truncatingIfNeeded: event)
        }
    }

    /// With which event a wait began.
    func beginning(of resource: Int, _ wait: Int) -> Int? {
        guard slots.indices.contains(resource) else { return nil }
        let slot = slots[resource]
        return slot.history.map { histories[$0].beginning(of: wait) }
            ?? (slot.isSingle ? Int(slot.beginning) : nil)
    }

    /// How many waits for a resource went on after the first `position` events. O(log waits).
    func count(of resource: Int, at position: Int) -> Int {
        guard slots.indices.contains(resource) else { return 0 }
        let slot = slots[resource]
        if let history = slot.history { return histories[history].count(at: position) }
        return slot.isSingle && slot.goesOn(at: position) ? 1 : 0
    }

    /// With which events those waits for a resource began that went on then, in their order; at most `limit`.
    /// O(limit · log waits).
    func beginnings(of resource: Int, at position: Int, limit: Int) -> [Int] {
        guard slots.indices.contains(resource), limit > 0 else { return [] }
        let slot = slots[resource]
        if let history = slot.history { return histories[history].beginnings(at: position, limit: limit) }
        return slot.isSingle && slot.goesOn(at: position) ? [Int(slot.beginning)] : []
    }
}
