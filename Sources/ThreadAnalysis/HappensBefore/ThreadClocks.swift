import ThreadTrace

/// What each thread knows of the others.
///
/// A thread's own time is kept beside what it knows of others, so that giving something away copies nothing. Threads get *slots*, chains
/// of events: a thread that is started by one that knows of another's end goes on in that one's slot, as nothing of the two can be
/// concurrent. So a run of very many threads that come one after the other takes few slots, and every answer stays exact.
struct ThreadClocks: Sendable {
    private struct Clock {
        var slot: Int
        var time: UInt32
        /// The entry of its own slot says nothing.
        var known = VectorClock()
        /// Changes with every change of what it knows.
        var version: UInt32 = 0
        var hasEnded = false
    }

    /// So many threads at once can be told apart: each operation costs as much at most.
    static let mostSlots = 4096

    /// By thread number; nil before anything is heard of one.
    private var clocks: [Clock?] = []
    private var slotCount = 0
    /// The last epochs of threads that have ended.
    private var vacant: [Epoch] = []
    /// There were too many threads at once: nothing is known from then on.
    private(set) var isExhausted = false

    func epoch(of thread: ThreadID) -> Epoch {
        guard let clock = clock(of: thread) else { return Epoch(slot: 0, time: 0) }
        return Epoch(slot: clock.slot, time: clock.time)
    }

    func known(to thread: ThreadID) -> VectorClock { clock(of: thread)?.known ?? VectorClock() }

    func version(of thread: ThreadID) -> UInt32 { clock(of: thread)?.version ?? 0 }

    /// Whether what happened in an epoch happened before what the thread does now. O(1).
    func knows(_ thread: ThreadID, _ epoch: Epoch) -> Bool {
        guard let clock = clock(of: thread) else { return false }
        return clock.slot == epoch.slot || clock.known[epoch.slot] >= epoch.time
    }

    private func clock(of thread: ThreadID) -> Clock? {
        let index = Int(thread.number)
        return index < clocks.count ? clocks[index] : nil
    }

    /// A thread does something, perhaps for the first time.
    mutating func meet(_ thread: ThreadID) {
        let index = Int(thread.number)
        if index < clocks.count, clocks[index] != nil { return }
        enter(index, Clock(slot: newSlot(), time: 1))
    }

    private mutating func newSlot() -> Int {
        guard slotCount < Self.mostSlots else {
            isExhausted = true
            return 0
        }
        slotCount += 1
        return slotCount - 1
    }

    private mutating func enter(_ index: Int, _ clock: Clock) {
        if index >= clocks.count {
            clocks.append(contentsOf: repeatElement(nil, count: index + 1 - clocks.count))
        }
        clocks[index] = clock
    }

    /// A thread starts another, which knows all that the first does.
    mutating func start(_ child: ThreadID, by parent: ThreadID) {
        let stamp = stamp(parent)
        guard clock(of: child) == nil else { return learn(child, stamp) }
        var clock = Clock(slot: 0, time: 1, known: stamp.known)
        clock.known.learn(stamp.epoch.time, of: stamp.epoch.slot)
        // Looks at the last few: where threads come one after the other, that is enough.
        if let place = vacant.indices.suffix(8).last(where: { isKnown(vacant[$0], clock.known) }) {
            clock.slot = vacant[place].slot
            clock.time = vacant[place].time &+ 1
            vacant.remove(at: place)
        } else {
            clock.slot = newSlot()
        }
        enter(Int(child.number), clock)
    }

    private func isKnown(_ epoch: Epoch, _ known: VectorClock) -> Bool { known[epoch.slot] >= epoch.time }

    /// A thread has done its last.
    ///
    /// - Returns: what it knew.
    @discardableResult
    mutating func end(_ thread: ThreadID) -> Stamp {
        let stamp = stamp(thread)
        guard clocks[Int(thread.number)]?.hasEnded == false else { return stamp }
        clocks[Int(thread.number)]?.hasEnded = true
        vacant.append(stamp.epoch)
        return stamp
    }

    /// A thread has waited for another's end.
    mutating func join(_ thread: ThreadID, to ended: ThreadID) {
        guard let clock = clock(of: ended), clock.hasEnded else { return }
        let last = Epoch(slot: clock.slot, time: clock.time &- 1)
        learn(thread, Stamp(epoch: last, known: clock.known))
    }

    /// A thread gives away what it knows.
    mutating func stamp(_ thread: ThreadID) -> Stamp {
        meet(thread)
        let index = Int(thread.number)
        let stamp = Stamp(epoch: epoch(of: thread), known: clocks[index]?.known ?? VectorClock())
        clocks[index]?.time &+= 1
        clocks[index]?.version &+= 1
        return stamp
    }

    /// A thread gets what another gave away. O(1) for what it knows already, O(slots) for news.
    mutating func learn(_ thread: ThreadID, _ stamp: Stamp) {
        meet(thread)
        guard !knows(thread, stamp.epoch) else { return }
        let index = Int(thread.number)
        clocks[index]?.known.learn(stamp)
        clocks[index]?.version &+= 1
    }

    /// A thread gets what several gave away together. O(slots).
    mutating func learn(_ thread: ThreadID, _ known: VectorClock) {
        meet(thread)
        guard !known.isEmpty else { return }
        clocks[Int(thread.number)]?.known.learn(known)
        clocks[Int(thread.number)]?.version &+= 1
    }
}
