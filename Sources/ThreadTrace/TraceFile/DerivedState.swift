/// What follows from a trace's events without being told: so that a file says no more than it has to.
///
/// The writer leaves out what would follow, the reader puts it in. Both ask this, in the same order, so they can not disagree;
/// where it guesses wrong the file says how it was, and a wrong guess costs a few bytes.
package struct DerivedState: Sendable {
    /// A value as an event carries it.
    package struct Value: Hashable {
        package var number: Int32
        /// Whether `number` is the name of a text.
        package var isName: Bool

        package init(number: Int32, isName: Bool = false) {
            self.number = number
            self.isName = isName
        }
    }

    package init() {}

    private struct Known {
        var kind: ResourceKind?
        var value = Value(number: 0, isName: false)
    }

    /// Number 0 stands for no resource.
    private var resources = [Known()]
    private var holdings = Holdings()
    package private(set) var threadCount = 0

    package var resourceCount: Int { resources.count - 1 }

    package mutating func addThread() {
        threadCount += 1
        holdings.addThread()
        resources.append(Known(kind: .thread))
    }

    /// - Parameter capacity: of a semaphore, how many permits it begins with.
    package mutating func addResource(_ kind: ResourceKind, capacity: Int) {
        holdings.addResource(kind, capacity: capacity)
        resources.append(Known(kind: kind))
    }

    /// Nil for nothing and for what was never defined.
    func kind(of resource: ResourceID) -> ResourceKind? { self[resource].kind }

    /// Texts that resources are worth have other numbers from now on.
    mutating func renumber(_ number: (NameID) -> NameID) {
        for index in resources.indices where resources[index].value.isName {
            resources[index].value.number = number(NameID(resources[index].value.number)).number
        }
    }

    private subscript(resource: ResourceID) -> Known {
        resource.number < resources.count ? resources[Int(resource.number)] : Known()
    }

    /// What a thread does after an event.
    package static func activity(after kind: EventKind) -> Activity {
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
    package func value(after kind: EventKind, by thread: ThreadID, on resource: ResourceID) -> Value {
        let known = self[resource]
        if kind.carriesText { return Value(number: 0, isName: false) }
        let before = known.value.number
        guard let type = known.kind, let change = Self.change(kind, type, before) else {
            guard let type = known.kind, type.isHeld else { return known.value }
            switch kind {
            // One of those who read.
            case .release where type == .rwlock && before < 0: return Value(number: before + 1, isName: false)
            case .release where type == .rwlock: return Value(number: 0, isName: false)
            case .acquire: return Value(number: Int32(clamping: thread.number), isName: false)
            case .release where holdings.count(of: resource, by: thread) <= 1:
                return Value(number: 0, isName: false)
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
    package mutating func advance(
        _ kind: EventKind, by thread: ThreadID, on resource: ResourceID, to value: Value
    ) -> ResourceID {
        let known = self[resource]
        if resource != .none, resource.number < resources.count {
            resources[Int(resource.number)].value = value
        }
        if kind == .finish || kind == .fail { return holdings.lastLock(of: thread) }
        guard let type = known.kind, type.isHeld || type == .semaphore else {
            return holdings.last(of: thread)
        }
        switch kind {
        case .acquire: holdings.take(resource, by: thread)
        case .release where type == .semaphore:
            let (more, overflow) = value.number.subtractingReportingOverflow(known.value.number)
            holdings.give(resource, by: thread, times: overflow ? 1 : max(Int(more), 1))
        case .release where type == .rwlock: holdings.give(resource, by: thread)
        // Who gives a reentrant lock back altogether leaves it free.
        case .release: holdings.give(resource, by: thread, times: value.number == 0 ? .max : 1)
        default: break
        }
        return holdings.last(of: thread)
    }

    /// The event says that a thread holds something else than `advance` told.
    mutating func correct(_ thread: ThreadID, holds resource: ResourceID) {
        if resource == .none { holdings.giveAll(by: thread) } else { holdings.take(resource, by: thread) }
    }
}

extension EventKind {
    /// Whether the event's value is always a text: a message.
    var carriesText: Bool {
        self == .log || self == .output || self == .reject || self == .fail || self == .rename
    }
}
