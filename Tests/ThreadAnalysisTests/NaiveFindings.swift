import ThreadTrace

/// The same findings as they are defined: every pair of events is looked at, every path of nestings gone.
struct NaiveFindings {
    private let events: [Event]
    /// Bit number i: event number i happened before.
    private let observed: [UInt64]
    private let required: [UInt64]

    init(_ program: RandomProgram) {
        events = program.events
        observed = Self.order(events, isRequired: false)
        required = Self.order(events, isRequired: true)
    }

    private static func order(_ events: [Event], isRequired: Bool) -> [UInt64] {
        var before: [UInt64] = []
        for later in events.indices {
            var own: UInt64 = 0
            for earlier in 0..<later where hasEdge(events, earlier, later, isRequired: isRequired) {
                own |= before[earlier] | 1 << UInt64(earlier)
            }
            before.append(own)
        }
        return before
    }

    private static func hasEdge(_ events: [Event], _ one: Int, _ other: Int, isRequired: Bool) -> Bool {
        let (earlier, later) = (events[one], events[other])
        if earlier.thread == later.thread { return true }
        if earlier.kind == .start, earlier.resource.number == later.thread.number { return true }
        guard earlier.resource == later.resource else { return false }
        /// How many of these there are up to one.
        func number(_ index: Int) -> Int {
            events[...index].count { $0.kind == events[index].kind && $0.resource == later.resource }
        }
        switch (earlier.kind, later.kind) {
        case (.finish, .join), (.set, .wake): return true
        case (.put, .get): return number(one) == number(other)
        case (.release, .acquire) where later.resource == RandomProgram.semaphore:
            return !isRequired && number(one) + RandomProgram.permits == number(other)
        case (.release, .acquire): return !isRequired
        default: return false
        }
    }

    private func isBefore(_ one: Int, _ other: Int, _ order: [UInt64]) -> Bool {
        order[other] >> UInt64(one) & 1 == 1
    }

    func isRace(_ one: Int, _ other: Int) -> Bool {
        let (earlier, later) = (events[one], events[other])
        return earlier.resource == later.resource && earlier.thread != later.thread
            && [.read, .write].contains(earlier.kind) && [.read, .write].contains(later.kind)
            && (earlier.kind == .write || later.kind == .write) && !isBefore(one, other, observed)
    }

    /// Accesses that race with an earlier one.
    var racing: Set<Int> {
        Set(events.indices.filter { later in (0..<later).contains { isRace($0, later) } })
    }

    private struct Nesting {
        let thread: ThreadID
        let outer: ResourceID
        let inner: ResourceID
        let held: Set<ResourceID>
        let hasPermit: Bool
        let event: Int
    }

    private var nestings: [Nesting] {
        var held: [ThreadID: Set<ResourceID>] = [:]
        var found: [Nesting] = []
        var permits: [ThreadID: Int] = [:]
        for (index, event) in events.enumerated() where [.acquire, .release].contains(event.kind) {
            if event.resource == RandomProgram.semaphore {
                permits[event.thread, default: 0] += event.kind == .acquire ? 1 : -1
                continue
            }
            if event.kind == .release {
                held[event.thread]?.remove(event.resource)
            } else {
                let before = held[event.thread, default: []]
                for outer in before {
                    found.append(
                        Nesting(
                            thread: event.thread, outer: outer, inner: event.resource, held: before,
                            hasPermit: permits[event.thread, default: 0] > 0, event: index))
                }
                held[event.thread, default: []].insert(event.resource)
            }
        }
        return found
    }

    /// Whether nobody had by then released the semaphore without a permit of it.
    private func isGate(before end: Int) -> Bool {
        var permits: [ThreadID: Int] = [:]
        for event in events[..<end] where event.resource == RandomProgram.semaphore {
            permits[event.thread, default: 0] += event.kind == .acquire ? 1 : -1
            if permits[event.thread, default: 0] < 0 { return false }
        }
        return true
    }

    /// The locks of every circle.
    var circles: Set<Set<ResourceID>> {
        let nestings = nestings
        var found: Set<Set<ResourceID>> = []
        func extend(_ path: [Nesting]) {
            if let first = path.first, let last = path.last, path.count > 1, last.inner == first.outer {
                let areLetIn =
                    !isGate(before: path.map(\.event).max() ?? 0)
                    || path.count(where: \.hasPermit) <= RandomProgram.permits
                if areLetIn { found.insert(Set(path.map(\.outer))) }
                return
            }
            for next in nestings where path.last.map({ $0.inner == next.outer }) ?? true {
                let fits = path.allSatisfy {
                    $0.thread != next.thread && $0.held.isDisjoint(with: next.held) && $0.inner != next.inner
                        && !isBefore($0.event, next.event, required)
                        && !isBefore(next.event, $0.event, required)
                }
                if fits { extend(path + [next]) }
            }
        }
        extend([])
        return found
    }
}
