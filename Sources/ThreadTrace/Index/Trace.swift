/// The events of one run in one total order, indexed so that everything on screen can be asked of it.
///
/// A *position* is a number of events: the moment after the first `position` of them. Appending costs O(1) amortized;
/// no question costs O(events). The events themselves take 32 bytes each, the index 10 to 30 more.
package struct Trace: Sendable {
    /// A thread as the trace knows it.
    package struct ThreadInfo: Sendable {
        package fileprivate(set) var name: String
        /// What joining the thread waits for.
        package let resource: ResourceID
    }

    /// A resource as the trace knows it.
    package struct ResourceInfo: Sendable {
        package fileprivate(set) var name: String
        package let kind: ResourceKind
        /// Its bound, parties, workers or first permits, 0 where that says nothing.
        package let capacity: Int32
        /// How many resources of the kinds that get a colour came before it.
        package let ordinal: Int
        /// Whose end it stands for.
        package let thread: ThreadID?
    }

    private(set) var events = EventChunks()
    private(set) var names = NameTable()
    private(set) var sources: [SourceLocation] = [SourceLocation(file: "", line: 0)]
    private(set) var threads: [ThreadInfo] = []
    private(set) var resources: [ResourceInfo] = []
    private(set) var lanes: [LaneHistory] = []
    private(set) var uses: [[UInt32]] = []
    private(set) var waits = WaitHistories()
    /// Who had taken permits of semaphores, and which workers of pools were busy.
    private(set) var takings = WaitHistories()
    private(set) var presentTakings = OpenTakings()
    /// What each thread held.
    private(set) var heldStacks = HeldStacks()
    private(set) var accesses = SharedAccesses()
    /// The reads and writes of each thread.
    private(set) var laneAccesses: [AccessHistory] = []
    /// Numbers of the events from which on a lock serves as a signal: another than its holder released it.
    private(set) var signals: [ResourceID: Int] = [:]
    /// Numbers of the events that tell of threads that wait for ever.
    private(set) var deadlocks: [Int] = []
    private(set) var messages = MessageHistory()
    /// The messages of each thread.
    private(set) var laneMessages: [MessageHistory] = []
    private(set) var present = Present()
    /// The events that tell of the last new name of a thread, by what joining it waits for.
    private(set) var renames: [ResourceID: Int] = [:]
    private var coloured = 0
    /// Names before it are not used by any event that is still to come.
    private(set) var oldestName = NameID(0)

    /// The first position there is: 0, or where a run begins to be known of which the beginning has been forgotten.
    package private(set) var floor = 0

    /// How the run ended, once it has.
    package private(set) var verdict: Verdict?

    package init() {}

    /// How many events there are: the position of the present.
    package var count: Int { events.count }

    package var threadCount: Int { threads.count }
    package var resourceCount: Int { resources.count }
    package var messageCount: Int { messages.count }

    /// How many steps the run has taken.
    package var stepCount: Int { count == 0 ? 0 : Int(events[count - 1].step) }

    /// When the last event happened.
    package var end: Instant { count == 0 ? .zero : events[count - 1].time }

    /// Every thread, in order of creation.
    package var threadIDs: some RandomAccessCollection<ThreadID> {
        (0..<threads.count).lazy.map { ThreadID(UInt32($0 + 1)) }
    }

    /// Every resource, in order of creation.
    package var resourceIDs: some RandomAccessCollection<ResourceID> {
        (0..<resources.count).lazy.map { ResourceID(UInt32($0 + 1)) }
    }

    package subscript(index: Int) -> Event { events[index] }

    package subscript(thread: ThreadID) -> ThreadInfo? {
        threads.indices.contains(Int(thread.number) - 1) ? threads[Int(thread.number) - 1] : nil
    }

    package subscript(resource: ResourceID) -> ResourceInfo? {
        resources.indices.contains(Int(resource.number) - 1) ? resources[Int(resource.number) - 1] : nil
    }

    /// The text of a name, empty for one that was never defined.
    package subscript(name: NameID) -> String {
        names[name] ?? ""
    }

    /// The place of an event in its source, or nil where it has none.
    package subscript(source: SourceID) -> SourceLocation? {
        source == .unknown || source.number >= sources.count ? nil : sources[Int(source.number)]
    }

    /// The thread whose end a resource stands for.
    package func thread(of resource: ResourceID) -> ThreadID? {
        self[resource]?.thread
    }

    /// The event that carries message number `index`, counted from 0.
    package func message(_ index: Int) -> Event { events[Int(messages.events[index])] }

    /// How many messages come before `position`. O(log messages).
    package func messageCount(at position: Int) -> Int {
        position >= count ? messages.count : messages.count(before: position)
    }

    package mutating func append(_ batch: EventBatch) {
        names.append(batch)
        sources += batch.sources
        let first = events.count
        events.append(contentsOf: batch.events)
        for (offset, event) in batch.events.enumerated() { index(event, at: first + offset) }
        oldestName = batch.oldestName ?? oldestName
    }

    /// Events must come in the order of their time; an event for a thread or resource that was never defined is kept
    /// among the events and shown nowhere.
    package mutating func append(_ event: Event) {
        events.append(event)
        index(event, at: events.count - 1)
    }

    /// Makes event number `index` known to everything that answers questions.
    private mutating func index(_ event: Event, at index: Int) {
        switch event.kind {
        case .defineThread:
            threads.appendSparingly(ThreadInfo(name: self[event.name], resource: event.resource))
            lanes.appendSparingly(LaneHistory())
            laneMessages.appendSparingly(MessageHistory())
            laneAccesses.appendSparingly(AccessHistory())
            heldStacks.addThread()
            define(event, kind: .thread, capacity: 0)
            present.addThread()
        case .defineResource:
            define(
                event, kind: ResourceKind(rawValue: event.detail) ?? .lock,
                capacity: Int32(clamping: event.holds.number))
        case .verdict:
            verdict = Verdict(Verdict.Outcome(rawValue: event.detail) ?? .failed, message: self[event.name])
        case .log, .output, .fail: append(message: event, number: index)
        case .rename: rename(event, at: index)
        case .deadlock: deadlocks.append(index)
        case .forgotten:
            forgetPast()
            floor = index + 1
            return
        case .kept:
            // Anywhere else it says nothing.
            if floor > 0, floor == index { keep(event) }
            return
        default: break
        }
        take(event, at: index)
        let lane = Int(event.thread.number) - 1
        if lanes.indices.contains(lane) {
            lanes[lane].append(index, ActivitySet(event))
            let isShared = event.kind == .read || event.kind == .write
            if isShared, self[event.resource]?.kind == .shared {
                laneAccesses[lane].append(index, accesses.tell(event, at: index))
            }
            heldStacks.tell(event, of: lane, at: index, isFree: event.value == 0)
            present.update(lane, event.state, at: index, &waits)
        }
        let resource = Int(event.resource.number) - 1
        if uses.indices.contains(resource) {
            uses[resource].appendSparingly(UInt32(truncatingIfNeeded: index))
        }
    }

    private mutating func define(_ event: Event, kind: ResourceKind, capacity: Int32) {
        let info = ResourceInfo(
            name: self[event.name], kind: kind, capacity: capacity, ordinal: coloured,
            thread: event.kind == .defineThread ? ThreadID(UInt32(threads.count)) : nil)
        resources.appendSparingly(info)
        if kind.isColoured { coloured += 1 }
        uses.appendSparingly([])
        waits.addResource()
        takings.addResource()
        presentTakings.add(info)
    }

    /// A thread has the new name everywhere, in the past too: there is one lane of it.
    private mutating func rename(_ event: Event, at index: Int) {
        guard let thread = thread(of: event.resource) else { return }
        threads[Int(thread.number) - 1].name = self[event.name]
        resources[Int(event.resource.number) - 1].name = self[event.name]
        renames[event.resource] = index
    }

    /// What follows from all of the past together does not follow from what was told of it.
    private mutating func forgetPast() {
        takings = WaitHistories()
        presentTakings = OpenTakings()
        for resource in resources {
            takings.addResource()
            presentTakings.add(resource)
        }
        signals = [:]
        accesses = SharedAccesses()
        messages = MessageHistory()
        for lane in laneMessages.indices {
            laneMessages[lane] = MessageHistory()
            laneAccesses[lane] = AccessHistory()
        }
    }

    /// Something that has gone on since before the past was forgotten.
    private mutating func keep(_ event: Event) {
        let index = floor
        floor += 1
        switch self[event.resource]?.kind {
        case .lock: signals[event.resource] = index
        case .some: presentTakings.resume(event, at: index, &takings)
        case nil: break
        }
    }

    /// Keeps account of who takes and gives back what has no single owner. Before the event counts as the resource's last.
    private mutating func take(_ event: Event, at index: Int) {
        let resource = Int(event.resource.number) - 1
        guard resources.indices.contains(resource) else {
            return presentTakings.rest(event, at: index, &takings)
        }
        switch resources[resource].kind {
        case .semaphore, .rwlock:
            let before = uses[resource].last.map { self[Int($0)].value } ?? event.value
            presentTakings.change(event, from: before, at: index, &takings)
        case .pool: presentTakings.work(event, at: index, &takings)
        case .lock where event.kind == .release && signals[event.resource] == nil:
            guard let last = uses[resource].last.map({ self[Int($0)] }), last.value > 0,
                last.value != Int32(clamping: event.thread.number)
            else { break }
            signals[event.resource] = index
        default: presentTakings.rest(event, at: index, &takings)
        }
    }

    private mutating func append(message event: Event, number: Int) {
        let level = MessageLevels(of: event)
        messages.append(number, level)
        let lane = Int(event.thread.number) - 1
        if laneMessages.indices.contains(lane) { laneMessages[lane].append(number, level) }
    }
}

extension ResourceKind {
    /// Whether resources of this kind are told apart by colour.
    package var isColoured: Bool {
        switch self {
        case .thread, .logger, .future, .timer, .pool: false
        default: true
        }
    }
}
