import ThreadTrace

/// Events as a busy run makes them: each thread acquires a lock, waits if it has to, releases it, sleeps, sometimes logs,
/// and begins anew with another lock.
///
/// Which thread acts next is drawn from a generator with a fixed seed: the same events every time.
package struct SampleEvents {
    /// What a thread will do next.
    private enum Plan { case acquire, retry, release, sleep, log }

    private let interval: Duration
    private var plans: [Plan]
    /// The lock that each thread is after.
    private var wanted: [Int]
    private var holders: [Int?]
    private var generator = SplitMix64(seed: 42)
    private var now = Instant.zero
    private var step: UInt32 = 0

    /// - Parameter interval: how much time passes from one event to the next.
    package init(lanes: Int = 1_000, locks: Int = 20, interval: Duration) {
        self.interval = interval
        plans = Array(repeating: .acquire, count: lanes)
        wanted = Array(repeating: 0, count: lanes)
        holders = Array(repeating: nil, count: locks)
    }

    /// The locks, the threads, all of which begin at once, and the only message; to be appended before the events.
    package var definitions: EventBatch {
        var batch = EventBatch(sources: [SourceLocation(file: "Module/File.swift", line: 1)])
        for lock in holders.indices {
            batch.names.append("lock-\(lock)")
            batch.events.append(
                Event(
                    time: .zero, thread: .runtime, kind: .defineResource, activity: .new,
                    resource: resource(lock), value: Int32(batch.names.count),
                    detail: ResourceKind.lock.rawValue, step: 0))
        }
        for lane in plans.indices {
            batch.names.append("worker-\(lane)")
            batch.events.append(
                Event(
                    time: .zero, thread: thread(lane), kind: .defineThread, activity: .new,
                    resource: resource(holders.count + lane), value: Int32(batch.names.count), step: 0))
        }
        batch.names.append("worked for a while")
        batch.events += plans.indices.map {
            Event(time: .zero, thread: thread($0), kind: .begin, activity: .running, step: 0)
        }
        return batch
    }

    private var message: Int32 { Int32(holders.count + plans.count + 1) }

    /// The next `count` events.
    package mutating func next(_ count: Int) -> EventBatch {
        var batch = EventBatch()
        batch.events.reserveCapacity(count)
        for _ in 0..<count { batch.events.append(next()) }
        return batch
    }

    private mutating func next() -> Event {
        now = now.advanced(by: interval)
        var lane = Int.random(in: plans.indices, using: &generator)
        // A thread that waits in vain leaves its turn to the one that it waits for.
        if plans[lane] == .retry, let holder = holders[wanted[lane]] { lane = holder }
        switch plans[lane] {
        case .acquire:
            wanted[lane] = Int.random(in: holders.indices, using: &generator)
            return acquire(lane)
        case .retry: return acquire(lane)
        case .release:
            holders[wanted[lane]] = nil
            plans[lane] = .sleep
            return event(lane, .release, .running, lock: wanted[lane], value: 0)
        case .sleep:
            plans[lane] = Int.random(in: 0..<16, using: &generator) == 0 ? .log : .acquire
            return event(lane, .sleep, .sleeping)
        case .log:
            plans[lane] = .acquire
            return event(lane, .log, .running, value: message)
        }
    }

    private mutating func acquire(_ lane: Int) -> Event {
        let lock = wanted[lane]
        if let holder = holders[lock] {
            plans[lane] = .retry
            return event(lane, .block, .waiting, lock: lock, value: Int32(holder + 1))
        }
        holders[lock] = lane
        plans[lane] = .release
        return event(lane, .acquire, .running, lock: lock, value: Int32(lane + 1))
    }

    private mutating func event(
        _ lane: Int, _ kind: EventKind, _ activity: Activity, lock: Int? = nil, value: Int32 = 0
    ) -> Event {
        if kind.isStep { step += 1 }
        return Event(
            time: now, thread: thread(lane), kind: kind, activity: activity,
            resource: lock.map(resource) ?? .none,
            holds: plans[lane] == .release ? resource(wanted[lane]) : .none, value: value,
            source: SourceID(1), step: step)
    }

    private func thread(_ lane: Int) -> ThreadID { ThreadID(UInt32(lane + 1)) }

    private func resource(_ number: Int) -> ResourceID { ResourceID(UInt32(number + 1)) }
}

extension Trace {
    /// A trace of so many sample events on top of their definitions.
    package init(sample count: Int, lanes: Int = 1_000, interval: Duration) {
        self.init()
        var events = SampleEvents(lanes: lanes, interval: interval)
        append(events.definitions)
        // In portions, so that building it does not take twice the memory.
        for start in stride(from: 0, to: count, by: 5_000) { append(events.next(min(5_000, count - start))) }
    }
}
