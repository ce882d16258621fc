/// Takings that go on: of permits by threads, of pools by their workers while they are busy.
struct OpenTakings: Sendable {
    private var permits = Holdings()
    /// The number in the semaphore's history of each taking of a permit, by the number that the holdings have for it.
    private var numbers: [Int: Int] = [:]
    /// The pool that each thread is busy for, and the number of that taking in the pool's history.
    private var busy: [ThreadID: (pool: Int, number: Int)] = [:]

    mutating func addThread() { permits.addThread() }

    /// Of threads, `addThread` has told.
    mutating func add(_ kind: ResourceKind, capacity: Int) {
        if kind != .thread { permits.addResource(kind == .semaphore ? kind : .logger, capacity: capacity) }
    }

    /// Something happened to a semaphore that was worth so many permits before.
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
