import ThreadTrace

/// Which locks each thread holds now, and since which event.
///
/// A lock that another than its holder has released serves as a signal from then on: it is not held by anybody any more, and no order of
/// taking it means anything.
struct HeldLocks: Sendable {
    struct Taking: Hashable, Sendable {
        let lock: ResourceID
        let event: Int
        /// How often it has been taken by its holder.
        var depth = 1
    }

    private var takings: [[Taking]] = []
    private var holders: [ResourceID: ThreadID] = [:]
    private(set) var signals: Set<ResourceID> = []

    /// In the order in which they were taken.
    func held(by thread: ThreadID) -> [Taking] {
        let index = Int(thread.number)
        return index < takings.count ? takings[index] : []
    }

    /// - Returns: whether the thread has the lock anew.
    mutating func acquire(_ event: Event, at index: Int) -> Bool {
        let thread = Int(event.thread.number)
        if thread >= takings.count {
            takings.append(contentsOf: repeatElement([], count: thread + 1 - takings.count))
        }
        if let place = takings[thread].lastIndex(where: { $0.lock == event.resource }) {
            takings[thread][place].depth += 1
            return false
        }
        guard signals.isEmpty || !signals.contains(event.resource) else { return false }
        takings[thread].append(Taking(lock: event.resource, event: index))
        holders[event.resource] = event.thread
        return true
    }

    /// - Returns: whether it turns out to serve as a signal.
    mutating func release(_ event: Event) -> Bool {
        let thread = Int(event.thread.number)
        if thread < takings.count,
            let place = takings[thread].lastIndex(where: { $0.lock == event.resource })
        {
            takings[thread][place].depth -= 1
            if event.value == 0 {
                takings[thread].remove(at: place)
                holders[event.resource] = nil
            }
            return false
        }
        guard let holder = holders.removeValue(forKey: event.resource) else { return false }
        takings[Int(holder.number)].removeAll { $0.lock == event.resource }
        return signals.insert(event.resource).inserted
    }
}
