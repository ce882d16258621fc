import ThreadTrace

/// Runs with very many things in them, to each of which little happens: what is kept of a thing counts, not what is kept of an event.
package enum MassEvents {
    /// Locks that a first thread takes and gives back, and then a second.
    ///
    /// - Parameter areWaitedFor: whether the second comes to each of them before the first has given it back, and so waits once.
    package static func locks(_ count: Int, areWaitedFor: Bool = true) -> EventBatch {
        var batch = EventBatch(names: ["a", "b", "l"])
        var (time, step): (Int64, UInt32) = (0, 0)
        func happen(_ thread: UInt32, _ kind: EventKind, _ lock: Int, holder: UInt32, after wait: Int64) {
            time += wait
            if kind.isStep { step += 1 }
            batch.events.append(
                Event(
                    time: Instant(nanoseconds: time), thread: ThreadID(thread), kind: kind,
                    activity: kind == .block ? .waiting : .running, resource: ResourceID(UInt32(lock)),
                    holds: ResourceID(holder == thread ? UInt32(lock) : 0), value: Int32(holder), step: step))
        }
        for thread in 1...2 as ClosedRange<UInt32> {
            batch.events.append(
                Event(
                    time: .zero, thread: ThreadID(thread), kind: .defineThread, activity: .new,
                    resource: ResourceID(thread), value: Int32(thread), step: 0))
        }
        for lock in 3..<count + 3 {
            batch.events.append(
                Event(
                    time: Instant(nanoseconds: time), thread: .runtime, kind: .defineResource, activity: .new,
                    resource: ResourceID(UInt32(lock)), value: 3, detail: ResourceKind.lock.rawValue,
                    step: step))
            happen(1, .acquire, lock, holder: 1, after: 1_000)
            if areWaitedFor { happen(2, .block, lock, holder: 1, after: 1) }
            happen(1, .release, lock, holder: 0, after: 2_000)
            happen(2, .acquire, lock, holder: 2, after: 1_000)
            happen(2, .release, lock, holder: 0, after: 1)
        }
        return batch
    }

    /// Threads that a first one starts and joins, one after the other.
    package static func threads(_ count: Int) -> EventBatch {
        var batch = EventBatch()
        var step: UInt32 = 0
        func happen(
            _ thread: UInt32, _ kind: EventKind, _ activity: Activity, _ resource: UInt32, value: Int32 = 0
        ) {
            if kind.isStep { step += 1 }
            batch.events.append(
                Event(
                    time: Instant(nanoseconds: Int64(step) * 1_000), thread: ThreadID(thread), kind: kind,
                    activity: activity, resource: ResourceID(resource), value: value, step: step))
        }
        for thread in 1...UInt32(count + 1) {
            batch.names.append("Thread-\(thread)")
            happen(thread, .defineThread, .new, thread, value: Int32(thread))
            guard thread > 1 else { continue }
            happen(1, .start, .running, thread)
            happen(1, .block, .waiting, thread)
            happen(thread, .begin, .running, 0)
            happen(thread, .finish, .done, thread, value: 1)
            happen(1, .join, .running, thread, value: 1)
        }
        return batch
    }
}
