import TestSupport
import ThreadTrace

/// A run of a few threads that keep the rules of what they use: locks, an event, a queue, a semaphore, starts and joins, shared values.
/// Each step is at a line of its own.
struct RandomProgram {
    /// No more events than a word has bits, definitions apart.
    static let most = 60
    static let threads = 4
    static let permits = 2
    static let locks = (5...8).map { ResourceID($0) }
    static let event = ResourceID(9)
    static let queue = ResourceID(10)
    static let semaphore = ResourceID(11)
    static let values = [ResourceID(12), ResourceID(13)]

    /// Without the definitions.
    private(set) var events: [Event] = []
    private(set) var trace = Trace()
    /// How many of the trace's events come before the first of `events`.
    private(set) var first = 0

    private var random: SplitMix64
    private var holders: [ResourceID: ThreadID] = [:]
    private var started: Set<UInt32> = [1]
    private var ended: Set<UInt32> = []
    private var isSet = false
    private var elements: Int32 = 0
    private var permits = Int32(Self.permits)

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        let count = Int.random(in: 8...Self.most, using: &random)
        // What a thread prefers to do differs from run to run, so that runs differ.
        let bias = Int.random(in: 0..<3, using: &random)
        for _ in 0..<count * 4 where events.count < count { step(bias) }
        for thread in 1...UInt32(Self.threads) { trace.append(Event.define(thread)) }
        for lock in Self.locks { trace.append(Event.define(resource: lock.number, .lock)) }
        trace.append(Event.define(resource: Self.event.number, .event))
        trace.append(Event.define(resource: Self.queue.number, .queue))
        var semaphore = Event.define(resource: Self.semaphore.number, .semaphore)
        semaphore.holds = ResourceID(UInt32(Self.permits))
        trace.append(semaphore)
        for value in Self.values { trace.append(Event.define(resource: value.number, .shared)) }
        first = trace.count
        let places = (1...Self.most).map { SourceLocation(file: "Random.swift", line: UInt32($0)) }
        trace.append(EventBatch(events: events, sources: places))
    }

    private mutating func step(_ bias: Int) {
        guard let number = started.subtracting(ended).sorted().randomElement(using: &random) else { return }
        let thread = ThreadID(number)
        let lock = Self.locks.randomElement(using: &random) ?? .none
        switch Int.random(in: 0..<(bias == 0 ? 40 : 12), using: &random) {
        case 0: if let value = Self.values.randomElement(using: &random) { tell(thread, .read, value) }
        case 1: if let value = Self.values.randomElement(using: &random) { tell(thread, .write, value) }
        case 2:
            guard let other = (2...UInt32(Self.threads)).filter({ !started.contains($0) }).first else {
                return
            }
            started.insert(other)
            tell(thread, .start, ResourceID(other))
        case 3:
            guard Int.random(in: 0..<4, using: &random) == 0, !holders.values.contains(thread) else { return }
            ended.insert(number)
            tell(thread, .finish, ResourceID(number), .done, value: 1)
        case 4:
            if let other = ended.sorted().randomElement(using: &random) {
                tell(thread, .join, ResourceID(other))
            }
        case 5:
            isSet = true
            tell(thread, .set, Self.event, value: 1)
        case 6: if isSet { tell(thread, .wake, Self.event, value: 1) }
        case 7:
            elements += 1
            tell(thread, .put, Self.queue, value: elements)
        case 8:
            guard elements > 0 else { return }
            elements -= 1
            tell(thread, .get, Self.queue, value: elements)
        case 9:
            let gives = permits == 0 || Bool.random(using: &random)
            permits += gives ? 1 : -1
            tell(thread, gives ? .release : .acquire, Self.semaphore, value: permits)
        case 10, 12...29:
            guard holders[lock] == nil else { return }
            holders[lock] = thread
            tell(thread, .acquire, lock, value: Int32(number))
        default:
            let own = holders.filter { $0.value == thread }.keys.sorted()
            guard let lock = own.randomElement(using: &random) else { return }
            holders[lock] = nil
            tell(thread, .release, lock)
        }
    }

    private mutating func tell(
        _ thread: ThreadID, _ kind: EventKind, _ resource: ResourceID, _ activity: Activity = .running,
        value: Int32 = 0
    ) {
        let number = events.count + 1
        events.append(
            Event(
                time: .zero, thread: thread, kind: kind, activity: activity, resource: resource, value: value,
                source: SourceID(UInt16(number)), step: UInt32(number)))
    }
}
