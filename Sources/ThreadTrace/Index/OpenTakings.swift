/// Takings that go on: of permits and read-write locks by threads, of pools by their workers while they are busy.
struct OpenTakings: Sendable {
    private var permits = Holdings()
    /// The number in the semaphore's history of each taking of a permit, by the number that the holdings have for it.
    private var numbers: [Int: Int] = [:]
    /// The pool that each thread is busy for, and the number of that taking in the pool's history.
    private var busy: [ThreadID: (pool: Int, number: Int)] = [:]

    mutating func add(_ resource: Trace.ResourceInfo) {
        if resource.thread != nil {
            permits.addThread()
        } else {
            let kind = resource.kind == .semaphore || resource.kind == .rwlock ? resource.kind : .logger
            permits.addResource(kind, capacity: Int(resource.capacity))
        }
    }

    /// A taking goes on that began before the past was forgotten.
    mutating func resume(_ event: Event, at index: Int, _ histories: inout WaitHistories) {
        let resource = Int(event.resource.number) - 1
        let isPermit = permits.take(event.resource, by: event.thread) { taking in
            numbers[taking] = histories.begin(resource, at: index)
        }
        guard !isPermit, let number = histories.begin(resource, at: index) else { return }
        if let before = busy[event.thread] { histories.end(before.pool, before.number, at: index) }
        busy[event.thread] = (resource, number)
    }

    /// Every taking that goes on, with its thread and resource, the first first: one of several permits as often as there are.
    func all(_ histories: WaitHistories) -> [(thread: ThreadID, resource: ResourceID)] {
        let taken = permits.all.map { ($0.thread, $0.resource, $0.count, numbers[$0.number]) }
        let working = busy.map {
            ($0.key, ResourceID(UInt32($0.value.pool + 1)), 1, Optional($0.value.number))
        }
        return (taken + working)
            .map { thread, resource, count, number in
                let beginning = number.flatMap { histories.beginning(of: Int(resource.number) - 1, $0) }
                return (thread, resource, count, beginning ?? 0)
            }
            .sorted { ($0.3, $0.0) < ($1.3, $1.0) }
            .flatMap { thread, resource, count, _ in
                repeatElement((thread: thread, resource: resource), count: count)
            }
    }

    /// Something happened to a semaphore, or to a read-write lock, that was worth so much before.
    mutating func change(_ event: Event, from before: Int32, at index: Int, _ histories: inout WaitHistories)
    {
        let resource = Int(event.resource.number) - 1
        switch event.kind {
        case .acquire:
            permits.take(event.resource, by: event.thread) { taking in
                numbers[taking] = histories.begin(resource, at: index)
            }
        case .release:
            let (more, overflow) = event.value.subtractingReportingOverflow(before)
            permits.give(event.resource, by: event.thread, times: overflow ? 1 : max(Int(more), 1)) {
                taking in
                guard let number = numbers.removeValue(forKey: taking) else { return }
                histories.end(resource, number, at: index)
            }
        default: break
        }
    }

    /// Something happened to a pool: a worker that took a task is busy until it comes back.
    mutating func work(_ event: Event, at index: Int, _ histories: inout WaitHistories) {
        let pool = Int(event.resource.number) - 1
        rest(event, at: index, &histories)
        guard event.kind == .take, event.detail == 0, let number = histories.begin(pool, at: index) else {
            return
        }
        busy[event.thread] = (pool, number)
    }

    /// A worker that does something about its pool, or ends, is not busy any more.
    mutating func rest(_ event: Event, at index: Int, _ histories: inout WaitHistories) {
        guard !busy.isEmpty, let own = busy[event.thread] else { return }
        guard own.pool == Int(event.resource.number) - 1 || event.activity.isFinal else { return }
        histories.end(own.pool, own.number, at: index)
        busy[event.thread] = nil
    }
}
