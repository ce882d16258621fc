import ThreadTrace

/// What happened before what, in a run as it was told: a partial order of its events (Lamport, "Time, Clocks, and the Ordering of Events in
/// a Distributed System", 1978), in one pass.
///
/// An event happened before another where the first is an earlier one of the same thread, or where an edge leads from one to the other:
///
/// | from | to | because |
/// |---|---|---|
/// | `start` | the thread's first event | nobody runs before it is started |
/// | `finish`, `fail` | `join`; a look that finds it ended | that is what is waited for |
/// | `release` of a lock, the last of an rlock | its next `acquire` | one at a time holds it |
/// | any `release` of a rwlock before it | its next `acquire` | not who reads at the same time, but that is not told |
/// | `release` of a semaphore | the `acquire` that takes that permit | a permit is taken after it is given; who takes one of the first permits waits for nobody |
/// | `set` of an event | `wake`; a look that finds it set | it was not set before |
/// | `notify` | `wake` of that condition | nobody wakes unnotified; which of several it was is not told |
/// | `arrive` | `trip` and `pass` of that round | all have come |
/// | `abort`, `reset`, a `timeout` of a barrier | `pass` of that round, an `arrive` that is refused | they learn that it is broken |
/// | `put` | the `get` of that element | the element |
/// | `get` of a bounded queue | the `put` that takes that room | there was none before |
/// | `taskDone` | `join` of the queue | all have been dealt with |
/// | `shutdown` | a `timeout` of that queue after it | they learn that nothing comes |
/// | `submit` | the `take` of that task | the task |
/// | `close`, `abort` of a pool | the `take` that gets nothing | it learns that it is closed |
/// | the end of a worker | `join` of the pool | all workers have ended |
/// | `complete`, `cancel` of a future | `result`; a look that finds it done; who waited for several futures | the result |
/// | `cancel` of a timer | its `wake` | it learns that it is cancelled |
///
/// Elements come out in the order in which they were put, unless the `detail` of `put` says otherwise (`Event.ElementOrder`): the last first,
/// or in an order of their own, where any element that was there counts as the one that came out. Where a trace does not tell which of several it was, all
/// count, so that nothing is said to be unordered that was not.
///
/// Each event costs O(1), or O(threads at once) where a thread learns something new. Events of the runtime and of more than
/// `ThreadClocks.mostSlots` threads at once order nothing.
struct HappensBefore: Sendable {
    /// Which edges count.
    enum Order: Sendable {
        /// All: in this run it happened so.
        case observed
        /// Those that any other schedule has too: not who had a lock or a permit before whom, nor who notified.
        case required
    }

    enum Place {
        case none, lock(Int), semaphore(Int), gathering(Int), barrier(Int), queue(Int), pool(Int), life(
            ThreadID)
    }

    /// Stamps of which all count together: of a read-write lock, a condition, an event, a future, a timer.
    struct Gathering {
        let kind: ResourceKind
        var known = VectorClock()
        /// An event that nobody ever sets tells of futures that are waited for together.
        var isGiven = false
    }

    struct Permits {
        let isSignal: Bool
        var stamps: StampQueue
    }

    let order: Order
    var clocks = ThreadClocks()
    private var places: [Place] = [.none]
    var locks: [Stamp?] = []
    var semaphores: [Permits] = []
    var gatherings: [Gathering] = []
    var barriers: [BarrierRounds] = []
    var queues: [QueueClocks] = []
    var pools: [PoolClocks] = []
    /// For which pool each thread works that has taken a task.
    var workers: [ThreadID: Int] = [:]
    /// What was known at the end of any future.
    var futures = VectorClock()

    init(_ order: Order) { self.order = order }

    // MARK: Definitions

    private mutating func define(_ event: Event) {
        if event.kind == .defineThread { return places.append(.life(event.thread)) }
        let kind = ResourceKind(rawValue: event.detail) ?? .lock
        let capacity = Int(event.holds.number)
        switch kind {
        case .lock, .rlock:
            places.append(.lock(locks.count))
            locks.append(nil)
        case .semaphore:
            places.append(.semaphore(semaphores.count))
            semaphores.append(Permits(isSignal: capacity == 0, stamps: StampQueue(plain: capacity)))
        case .rwlock, .condition, .event, .future, .timer, .atomic:
            places.append(.gathering(gatherings.count))
            gatherings.append(Gathering(kind: kind))
        case .barrier:
            places.append(.barrier(barriers.count))
            barriers.append(BarrierRounds())
        case .queue:
            places.append(.queue(queues.count))
            queues.append(QueueClocks(capacity: capacity))
        case .pool:
            places.append(.pool(pools.count))
            pools.append(PoolClocks())
        case .shared, .outside, .thread, .logger: places.append(.none)
        }
    }

    /// All that happened so far counts as having happened before everything that comes.
    mutating func forgetPast() {
        clocks = ThreadClocks()
        futures = VectorClock()
        workers = [:]
        for index in locks.indices { locks[index] = nil }
        for index in semaphores.indices {
            semaphores[index].stamps = StampQueue(plain: semaphores[index].stamps.count)
        }
        for index in gatherings.indices { gatherings[index].known = VectorClock() }
        for index in barriers.indices { barriers[index] = BarrierRounds() }
    }

    // MARK: Events

    /// Takes in the next event.
    mutating func take(_ event: Event) {
        if event.kind == .defineThread || event.kind == .defineResource { return define(event) }
        let number = Int(event.resource.number)
        let place = number < places.count ? places[number] : .none
        guard event.thread != .runtime else {
            if event.kind == .defineValue, case .semaphore(let index) = place {
                semaphores[index].stamps = StampQueue(plain: Int(event.value))
            }
            return
        }
        clocks.meet(event.thread)
        if event.kind == .finish || event.kind == .fail { return end(event.thread) }
        switch place {
        case .none: break
        case .lock(let index): if order == .observed { take(event, lock: index) }
        case .semaphore(let index):
            if order == .observed || semaphores[index].isSignal { take(event, semaphore: index) }
        case .gathering(let index):
            let isChance = [.condition, .rwlock, .atomic].contains(gatherings[index].kind)
            if order == .observed || !isChance { take(event, gathering: index) }
        case .barrier(let index): take(event, barrier: index)
        case .queue(let index): take(event, queue: index)
        case .pool(let index): take(event, pool: index)
        case .life(let other): take(event, life: other)
        }
    }
}
