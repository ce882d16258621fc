import ThreadTrace

/// Two steps of different threads whose order matters, and which nothing keeps apart.
struct Clash {
    private let first: Int
    private let second: Int
    /// Nil where it does not matter what is held.
    private let isUnlocked: Bool?

    /// Two uses of a value: whether a lock was held at both is looked up. O(events).
    init(_ first: Int, _ second: Int, _ trace: Trace) {
        (self.first, self.second) = (first, second)
        var held = HeldLocks()
        var locks: [Set<ResourceID>] = []
        for number in 0...max(first, second) {
            let event = trace[number]
            if number == first || number == second {
                locks.append(Set(held.held(by: event.thread).map(\.lock)))
            }
            guard event.resource.number <= trace.resourceCount else { continue }
            switch (event.kind, trace[event.resource]?.kind) {
            case (.acquire, .lock), (.acquire, .rlock): _ = held.acquire(event, at: number)
            case (.release, .lock), (.release, .rlock): _ = held.release(event)
            default: break
            }
        }
        isUnlocked = locks.count == 2 && locks[0].isDisjoint(with: locks[1])
    }

    /// Of the accesses to some values, the last write that comes between two accesses of another thread, and the first of these.
    ///
    /// - Parameter accesses: numbers of reads and writes, in order.
    init?(between accesses: [Int], _ trace: Trace) {
        for (place, number) in accesses.enumerated().reversed() where trace[number].kind == .write {
            let write = trace[number]
            let others = accesses.enumerated().filter { _, other in
                trace[other].resource == write.resource && trace[other].thread != write.thread
            }
            let after = Set(others.filter { $0.offset > place }.map { trace[$0.element].thread })
            let before = others.last { $0.offset < place && after.contains(trace[$0.element].thread) }
            if let before {
                self.init(before.element, number, trace)
                return
            }
        }
        return nil
    }

    /// Two operations, whatever is held.
    init(waits first: Int, _ second: Int) {
        (self.first, self.second) = (first, second)
        isUnlocked = nil
    }

    /// The step with which one comes between the other's; nil where it is about waits.
    func turn(_ trace: Trace) -> Int? { isUnlocked == nil ? nil : Int(trace[max(first, second)].step) }

    /// Nil where it is not known where they are.
    func words(_ trace: Trace) -> String? {
        guard let one = words(for: first, trace), let other = words(for: second, trace) else { return nil }
        let locks =
            switch isUnlocked {
            case true?: "; no lock is held at both"
            case false?: "; the lock that is held at both is given back in between"
            case nil: ""
            }
        return "The two that clash: \(one) and \(other)\(locks)."
    }

    private func words(for number: Int, _ trace: Trace) -> String? {
        let event = trace[number]
        guard let place = trace[event.source] else { return nil }
        let deed: String =
            switch event.kind {
            case .read: "read"
            case .write: "write"
            case .acquire, .block, .deadlock: "acquire \(trace[event.resource]?.name ?? "")"
            default: "\(event.kind)"
            }
        return "\(place.words) (\(deed))"
    }
}
