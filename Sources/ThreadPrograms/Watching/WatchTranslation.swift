import CWatchRecords
import ThreadTrace

/// Makes a trace's events of what a watched program's threads have told, in the order of its records.
///
/// A thread's number in the program says which one it is, an address which thing, from where it was made until it is destroyed or made
/// anew. Memory that is used again without either, as C++ does it with a mutex, stays the same thing.
struct WatchTranslation {
    struct WatchedThread {
        /// What joining it waits for.
        let resource: ResourceID
        var name: String
        /// What it waits for without any limit of time; none while it does not.
        var awaited = ResourceID.none
        /// Where it does.
        var place = SourceID.unknown
        /// The condition that it is about to wait for, until it has given the mutex back.
        var condition: (resource: ResourceID, isTimed: Bool)?
        /// The thread that it waits for.
        var joined: ThreadID?
        /// It came last to the barrier that it passes.
        var hasTripped = false
        var isInCircle = false
        var hasEnded = false
    }

    struct Thing {
        let resource: ResourceID
        let sort: UInt8
        /// Of a barrier, how many it needs and how many have come.
        var capacity: Int32 = 0
        var arrived: Int32 = 0
        /// Another than its holder has released it: nobody can say who will.
        var servesAsSignal = false
    }

    var image: ProgramImage
    private var places = CallPlaces()
    private var derived = DerivedState()
    private var names = NameInterner()
    private var batch = EventBatch()
    private var step: UInt32 = 0
    /// What times count from, on the system's clock; nil before the first.
    private(set) var origin: UInt64?
    private(set) var time: Int64 = 0

    /// Thread number n is the one before place n.
    var threads: [WatchedThread] = []
    /// By what joining them waits for.
    private(set) var lives: [ResourceID: ThreadID] = [:]
    private var numbers: [Int32: ThreadID] = [:]
    private var handles: [UInt64: ThreadID] = [:]
    private var rings: [ThreadID] = []
    var things: [UInt64: Thing] = [:]
    /// By the number of the resource.
    var thingNames: [ResourceID: (name: String, address: UInt64)] = [:]
    private var counts: [String: Int] = [:]
    private var logger = ResourceID.none
    private var hasForked = false
    private(set) var mainThread = ThreadID.runtime

    init(_ image: ProgramImage) { self.image = image }

    /// The texts of the files that the program is made of, as far as something was done there.
    var texts: [String: String] { places.texts }

    /// What has been told since the last call.
    mutating func takeBatch() -> EventBatch {
        if names.isFull { batch.oldestName = names.forget { _, _ in } }
        batch.sources += places.takeNews()
        defer { batch = EventBatch() }
        return batch
    }

    // MARK: Telling

    /// A step, or how a thread came to it.
    ///
    /// - Parameters:
    ///   - value: what the resource is worth then, where that does not follow.
    mutating func tell(
        _ kind: EventKind, _ thread: ThreadID, _ resource: ResourceID = .none, value: Int32? = nil,
        detail: UInt8 = 0, at source: SourceID = .unknown
    ) {
        let value =
            value.map { DerivedState.Value(number: $0) }
            ?? derived.value(after: kind, by: thread, on: resource)
        let holds = derived.advance(kind, by: thread, on: resource, to: value)
        if kind.isStep { step &+= 1 }
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: thread, kind: kind,
                activity: DerivedState.activity(after: kind), resource: resource, holds: holds,
                value: value.number, detail: detail, source: source, step: step))
    }

    /// What a resource is worth.
    func value(of resource: ResourceID) -> Int32 {
        derived.value(after: .inspect, by: .runtime, on: resource).number
    }

    mutating func intern(_ text: String) -> Int32 {
        let (isNew, name) = names.intern(text)
        if isNew { batch.names.append(text) }
        return name.number
    }

    /// A line that the program has written; who of its threads did is not known.
    mutating func tell(output line: String) {
        tell(.output, .runtime, value: intern(line))
    }

    /// Something to be known of the program that it does not tell itself.
    mutating func tell(note: String) {
        if logger == .none { logger = define(.logger, "threadlanes", capacity: 0) }
        tell(.log, .runtime, logger, value: intern(note), detail: MessageLevel.warning.rawValue)
    }

    mutating func tell(_ verdict: Verdict) {
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .verdict, activity: .done,
                value: intern(verdict.message), detail: verdict.outcome.rawValue, step: step))
    }

    /// - Parameter capacity: parties, or the permits that there are at first.
    mutating func define(_ kind: ResourceKind, _ name: String, capacity: Int32) -> ResourceID {
        derived.addResource(kind, capacity: Int(capacity))
        let resource = ResourceID(UInt32(derived.resourceCount))
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .defineResource, activity: .new,
                resource: resource, holds: ResourceID(UInt32(max(capacity, 0))), value: intern(name),
                detail: kind.rawValue, step: step))
        if kind == .semaphore, capacity > 0 { tell(.defineValue, .runtime, resource, value: capacity) }
        return resource
    }

    /// The next number of what is called so.
    mutating func nextCount(of word: String) -> Int {
        counts[word, default: 0] += 1
        return counts[word, default: 0]
    }

    // MARK: Threads

    private mutating func defineThread(_ number: Int32, _ base: String) -> ThreadID {
        let count = nextCount(of: base)
        let name = base == "thread" || count > 1 && base != "main" ? "\(base)-\(count)" : base
        derived.addThread()
        let thread = ThreadID(UInt32(derived.threadCount))
        let resource = ResourceID(UInt32(derived.resourceCount))
        threads.append(WatchedThread(resource: resource, name: name))
        numbers[number] = thread
        lives[resource] = thread
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: thread, kind: .defineThread, activity: .new,
                resource: resource, value: intern(name), step: step))
        return thread
    }

    /// A thread's first record: of one whose creation was told, of the main thread, or of one that came about in another way.
    private mutating func begin(_ record: watch_record, ring: Int) {
        while rings.count <= ring { rings.append(.runtime) }
        if Int32(record.flags) & Int32(WATCH_EXECUTED.rawValue) != 0 { endAll() }
        let isMain = Int32(record.flags) & Int32(WATCH_MAIN.rawValue) != 0
        let thread = numbers[record.value] ?? defineThread(record.value, isMain ? "main" : "thread")
        if isMain { mainThread = thread }
        rings[ring] = thread
        handles[record.object] = thread
        tell(.begin, thread)
    }

    /// The process executes another program now, in which nothing is that was.
    private mutating func endAll() {
        for index in threads.indices where !threads[index].hasEnded { end(ThreadID(UInt32(index + 1))) }
        things = [:]
        handles = [:]
        image.reload()
        places.forgetAddresses()
    }

    mutating func end(_ thread: ThreadID) {
        let index = Int(thread.number) - 1
        guard threads.indices.contains(index), !threads[index].hasEnded else { return }
        threads[index].hasEnded = true
        threads[index].awaited = .none
        tell(.finish, thread, threads[index].resource)
    }

    private mutating func create(_ record: watch_record, by thread: ThreadID, at source: SourceID) {
        let other = defineThread(record.value, image.function(at: record.object) ?? "thread")
        tell(.start, thread, threads[Int(other.number) - 1].resource, at: source)
    }

    private mutating func join(_ record: watch_record, by thread: ThreadID, at source: SourceID) {
        let index = Int(thread.number) - 1
        let other = threads[index].joined ?? handles[record.object]
        let resource = other.map { threads[Int($0.number) - 1].resource } ?? .none
        switch watch_kind(UInt32(record.kind)) {
        case WATCH_JOIN_BLOCK:
            threads[index].joined = other
            wait(thread, for: resource, isTimed: isTimed(record), at: source)
        case WATCH_JOIN:
            threads[index].joined = nil
            tell(.join, thread, resource, at: source)
        default:
            threads[index].joined = nil
            fail(record, thread, resource, at: source)
        }
    }

    private mutating func rename(_ record: watch_record, by thread: ThreadID) {
        guard let other = handles[record.object] else { return }
        let name = withUnsafeBytes(of: record.callers) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let index = Int(other.number) - 1
        threads[index].name = name
        tell(.rename, thread, threads[index].resource, value: intern(name))
    }

    private func isTimed(_ record: watch_record) -> Bool {
        Int32(record.flags) & Int32(WATCH_TIMED.rawValue) != 0
    }

    /// It can not go on, perhaps for ever.
    mutating func wait(
        _ thread: ThreadID, for resource: ResourceID, isTimed: Bool, at source: SourceID = .unknown
    ) {
        tell(.block, thread, resource, at: source)
        guard !isTimed else { return }
        threads[Int(thread.number) - 1].awaited = resource
        threads[Int(thread.number) - 1].place = source
        tellCircle(closedBy: thread)
    }

    mutating func fail(
        _ record: watch_record, _ thread: ThreadID, _ resource: ResourceID, at source: SourceID
    ) {
        tell(.reject, thread, resource, value: intern(Self.reason(record)), at: source)
    }

    // MARK: Records

    /// The next record.
    mutating func take(_ entry: RecordOrder.Entry) {
        let record = entry.record
        let start = origin ?? record.time
        origin = start
        // Who took its number later may have looked at the clock before.
        time = max(time, Int64(clamping: record.time &- min(start, record.time)))
        let kind = watch_kind(UInt32(record.kind))
        if kind == WATCH_BEGIN { return begin(record, ring: entry.ring) }
        guard rings.indices.contains(entry.ring), rings[entry.ring] != .runtime else { return }
        let thread = rings[entry.ring]
        // Whatever it tells, it does not wait any more.
        threads[Int(thread.number) - 1].awaited = .none
        if kind == WATCH_RENAME { return rename(record, by: thread) }
        let source = places.source(record.callers, in: &image)
        switch kind {
        case WATCH_FINISH: end(thread)
        case WATCH_CREATE: create(record, by: thread, at: source)
        case WATCH_CREATED: if let other = numbers[record.value] { handles[record.object] = other }
        case WATCH_NOT_CREATED:
            if let other = numbers[record.value] { threads[Int(other.number) - 1].hasEnded = true }
            fail(record, thread, .none, at: source)
        case WATCH_JOIN_BLOCK, WATCH_JOIN, WATCH_JOIN_FAILED: join(record, by: thread, at: source)
        case WATCH_SLEEP: tell(.sleep, thread, at: source)
        case WATCH_WOKEN: tell(.wake, thread, at: source)
        case WATCH_FORK:
            guard !hasForked else { return }
            hasForked = true
            tell(note: "the program has made another process, which is not watched")
        default: operate(record, by: thread, at: source)
        }
    }
}
