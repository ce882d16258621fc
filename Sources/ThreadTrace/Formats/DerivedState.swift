/// What follows from a trace's events without being told: so that a file says no more than it has to.
///
/// The writer leaves out what would follow, the reader puts it in. Both ask this, in the same order, so they can not disagree;
/// where it guesses wrong the file says how it was, and a wrong guess costs a few bytes.
struct DerivedState: Sendable {
    /// A value as an event carries it.
    struct Value: Hashable {
        var number: Int32
        /// Whether `number` is the name of a text.
        var isName: Bool
    }

    private struct Known {
        var kind: ResourceKind?
        var value = Value(number: 0, isName: false)
    }

    /// Something held, so many times in a row.
    private struct Held {
        let resource: ResourceID
        var count: Int
    }

    /// Number 0 stands for no resource.
    private var resources = [Known()]
    /// What each thread holds, the last taken last; number 0, the runtime, holds nothing.
    private var held: [[Held]] = [[]]

    /// Of more than so many things held crosswise the oldest are forgotten: looking through them stays cheap.
    private static let reach = 256

    var threadCount: Int { held.count - 1 }
    var resourceCount: Int { resources.count - 1 }

    mutating func addThread() {
        held.append([])
        resources.append(Known(kind: .thread))
    }

    mutating func addResource(_ kind: ResourceKind) { resources.append(Known(kind: kind)) }

    /// Nil for nothing and for what was never defined.
    func kind(of resource: ResourceID) -> ResourceKind? { self[resource].kind }

    private subscript(resource: ResourceID) -> Known {
        resource.number < resources.count ? resources[Int(resource.number)] : Known()
    }

    /// What a thread does after an event.
    static func activity(after kind: EventKind) -> Activity {
        switch kind {
        case .defineThread, .defineResource, .defineValue: .new
        case .ready: .ready
        case .block: .waiting
        case .sleep: .sleeping
        case .finish, .verdict: .done
        case .fail: .failed
        case .deadlock: .deadlocked
        default: .running
        }
    }

    /// What a resource is worth after an event, as far as that follows from what it was worth before.
    func value(after kind: EventKind, by thread: ThreadID, on resource: ResourceID) -> Value {
        let known = self[resource]
        if kind.carriesText { return Value(number: 0, isName: false) }
        let before = known.value.number
        guard let type = known.kind, let change = Self.change(kind, type, before) else {
            guard let type = known.kind, type.isLock else { return known.value }
            switch kind {
            case .acquire: return Value(number: Int32(clamping: thread.number), isName: false)
            case .release where holdCount(thread, resource) <= 1: return Value(number: 0, isName: false)
            default: return known.value
            }
        }
        return Value(number: change, isName: false)
    }

    /// How the operations of primitives other than locks change what they are worth, nil where they do not.
    private static func change(_ kind: EventKind, _ type: ResourceKind, _ before: Int32) -> Int32? {
        switch (type, kind) {
        case (.semaphore, .release), (.queue, .put), (.pool, .submit), (.condition, .wait),
            (.barrier, .arrive):
            before == .max ? before : before + 1
        case (.semaphore, .acquire), (.queue, .get), (.pool, .take), (.condition, .wake),
            (.condition, .timeout):
            max(before, 1) - 1
        case (.barrier, .trip), (.barrier, .abort), (.barrier, .reset), (.barrier, .timeout): 0
        case (.event, .set), (.thread, .finish): 1
        case (.event, .clear): 0
        case (.future, .begin): before == FuturePhase.pending.rawValue ? FuturePhase.running.rawValue : before
        case (.future, .complete): FuturePhase.finished.rawValue
        case (.future, .cancel):
            before == FuturePhase.pending.rawValue ? FuturePhase.cancelled.rawValue : before
        case (.timer, .wake): before == 0 ? 1 : before
        case (.timer, .cancel): before == 0 ? 2 : before
        default: nil
        }
    }

    /// Goes past an event of which the value is known.
    ///
    /// - Returns: what the thread holds after it, as far as that follows; `correct` says otherwise.
    mutating func advance(
        _ kind: EventKind, by thread: ThreadID, on resource: ResourceID, to value: Value
    ) -> ResourceID {
        let known = self[resource]
        if resource.number < resources.count { resources[Int(resource.number)].value = value }
        guard thread != .runtime, thread.number < held.count else { return .none }
        let lane = Int(thread.number)
        if let type = known.kind, type.isLock || type == .semaphore {
            switch kind {
            case .acquire: take(resource, lane)
            case .release where type == .semaphore:
                let (more, overflow) = value.number.subtractingReportingOverflow(known.value.number)
                drop(resource, lane, overflow ? 1 : max(Int(more), 1))
            // Who gives a reentrant lock back altogether leaves it free.
            case .release: drop(resource, lane, value.number == 0 ? .max : 1)
            default: break
            }
        }
        return held[lane].last?.resource ?? .none
    }

    /// The event says that a thread holds something else than `advance` told.
    mutating func correct(_ thread: ThreadID, holds resource: ResourceID) {
        guard thread != .runtime, thread.number < held.count else { return }
        if resource == .none {
            held[Int(thread.number)] = []
        } else {
            take(resource, Int(thread.number))
        }
    }

    private mutating func take(_ resource: ResourceID, _ lane: Int) {
        if let last = held[lane].indices.last, held[lane][last].resource == resource {
            held[lane][last].count += 1
        } else {
            held[lane].append(Held(resource: resource, count: 1))
            if held[lane].count > Self.reach { held[lane].removeFirst() }
        }
    }

    private mutating func drop(_ resource: ResourceID, _ lane: Int, _ count: Int) {
        var rest = count
        while rest > 0, let index = held[lane].lastIndex(where: { $0.resource == resource }) {
            if held[lane][index].count > rest {
                held[lane][index].count -= rest
                return
            }
            rest -= held[lane][index].count
            held[lane].remove(at: index)
        }
    }

    private func holdCount(_ thread: ThreadID, _ resource: ResourceID) -> Int {
        guard thread.number < held.count else { return 0 }
        return held[Int(thread.number)].reduce(0) { $1.resource == resource ? $0 + $1.count : $0 }
    }
}

extension EventKind {
    /// Whether the event's value is always a text: a message.
    var carriesText: Bool { self == .log || self == .output || self == .reject || self == .fail }
}
