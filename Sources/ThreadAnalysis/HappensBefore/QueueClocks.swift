import ThreadTrace

/// What goes through a queue with its elements.
struct QueueClocks: Sendable {
    private var elements = StampQueue()
    private var order = Event.ElementOrder.firstIn
    /// Of all elements since it was empty: where their order is not known, any of them may be the one that comes out.
    private var anyElement = VectorClock()
    /// Room for elements, where there is a bound: who puts one takes the place of one that has been taken out.
    private var room: StampQueue?
    private var done = VectorClock()
    private var shutDown: Stamp?
    /// All that happened to it.
    private(set) var uses = VectorClock()

    init(capacity: Int) { room = capacity > 0 ? StampQueue(plain: capacity) : nil }

    mutating func use(_ stamp: Stamp) { uses.learn(stamp) }

    /// An element has been put, and there are so many now.
    mutating func put(_ event: Event, _ stamp: Stamp) {
        order = event.elementOrder
        if order == .byRank { anyElement.learn(stamp) }
        elements.append(stamp)
    }

    /// Whose room who puts an element takes.
    mutating func takeRoom() -> Stamp? { room?.popFirst() }

    /// An element has been taken out.
    mutating func get(_ stamp: Stamp) -> Stamp? {
        room?.append(stamp)
        return order == .lastIn ? elements.popLast() : elements.popFirst()
    }

    /// What is known of the element besides, where it might have been any.
    mutating func others() -> VectorClock? {
        guard order == .byRank else { return nil }
        defer { if elements.count == 0 { anyElement = VectorClock() } }
        return anyElement
    }

    mutating func finish(_ stamp: Stamp) { done.learn(stamp) }

    /// What who waited for all to be dealt with learns.
    var whenDone: VectorClock { done }

    /// - Parameter stamp: of the shutdown; takes an element out where there are fewer now.
    mutating func shutDown(_ event: Event, _ stamp: Stamp) {
        shutDown = stamp
        guard elements.count > Int(max(event.value, 0)) else { return }
        _ = elements.popFirst()
        room?.append(stamp)
        done.learn(stamp)
    }

    /// What who gets nothing learns: that it has been shut down.
    var whenNothing: Stamp? { shutDown }
}
