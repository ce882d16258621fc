import ThreadModel
import ThreadTrace

/// The threads and things of a scenario, as executions show them.
///
/// A class, as it is asked at every step and a copy would cost more than the answer.
final class Landscape {
    // Not checked for exclusive access at each step, as all is done on one thread.
    @exclusivity(unchecked) private var threads = Identities()
    @exclusivity(unchecked) private var resources = Identities()
    /// By number of the thing: what it was like at first, which says what conflicts on it and what it permits.
    @exclusivity(unchecked) private(set) var primitives = OwnedArray<AnyPrimitive>()

    @exclusivity(unchecked) private var kinds = OwnedArray<ResourceKind>()
    /// By thread: what its start and end are operations on.
    @exclusivity(unchecked) private var lives = OwnedArray<Int32>()

    /// Whether anybody ever waits for several futures: until then it can not be seen in which order they end.
    @exclusivity(unchecked) private(set) var hasFutureSets = false

    func life(of thread: Int) -> Int32 { lives[thread] }

    var threadTotal: Int { threads.total }
    /// How many keys there are, those of the world included.
    var keyTotal: Int { resources.total + Footprint.World.count }

    /// A key as an index.
    static func index(_ key: Int32) -> Int { Int(key) + Footprint.World.count }

    func begin() {
        threads.begin()
        resources.begin()
    }

    /// Gets to know what has been made since.
    func update(_ situation: Situation) {
        while threads.count < situation.threadCount {
            let creator = situation.creator(of: ThreadID(UInt32(threads.count + 1)))
            _ = threads.add(by: creator == .runtime ? -1 : threads[creator.index])
        }
        while resources.count < situation.resourceCount {
            let resource = ResourceID(UInt32(resources.count + 1))
            let (creator, identity) = (situation.creator(of: resource), situation.identity(of: resource))
            let (key, isNew) =
                identity > 0
                ? resources.add(knownBy: identity)
                : resources.add(by: creator == .runtime ? -1 : threads[creator.index])
            guard isNew else { continue }
            let primitive = situation.primitive(resource)
            primitives.append(primitive)
            kinds.append(situation.kind(of: resource))
            if case .futures = primitive { hasFutureSets = true }
            if case .thread(let life) = primitive {
                let thread = threads[life.thread.index]
                while lives.count <= thread { lives.append(Footprint.World.nothing) }
                lives[thread] = Int32(key)
            }
        }
    }

    func number(of thread: ThreadID) -> Int { threads[thread.index] }
    func thread(_ number: Int) -> ThreadID { ThreadID(UInt32(threads.place(of: number) + 1)) }
    func key(of resource: ResourceID) -> Int32 {
        resource == .none ? Footprint.World.nothing : Int32(resources[Int(resource.number) - 1])
    }

    /// Whether a move leads to where it should: a thread that has come to something else on the same schedule is not deterministic.
    func isSame(_ move: Move, _ thread: ThreadID, _ situation: Situation) -> Bool {
        let found = situation.lastRequest(of: thread)
        return found.operation.rawValue == move.request.operation.rawValue
            && (move.request.operation == .spin || key(of: found.resource) == move.footprint.own.key)
            && number(of: thread) == move.thread
    }

    /// What a thread's operation touches as it takes effect.
    func move(_ thread: ThreadID, _ request: Request, _ situation: Situation) -> Move {
        var footprint = Footprint(
            request.operation == .spin ? Footprint.World.nothing : key(of: request.resource))
        switch request.operation {
        case .acquire, .release, .begin, .log, .output: break
        case .read, .write:
            if request.other != .none {
                let role: Footprint.Role = request.operation == .read ? .readsPart : .changesPart
                footprint.add(role, key(of: request.other))
            }
        case .wait, .notify:
            if request.other != .none, situation.kind(of: request.other) == .lock {
                footprint.add(.looksAtLock, key(of: request.other))
            }
        case .complete, .cancel, .run:
            guard case .future(let state) = situation.primitive(request.resource) else { break }
            if request.operation != .run { footprint.add(.settles, Footprint.World.futures) }
            // Of one that was cancelled nothing is run.
            if state.pool != .none, request.operation == .complete || state.isDone {
                footprint.add(.freesWorker, key(of: state.pool))
            }
        case .set, .clear: footprint.add(.changesEvent, Footprint.World.events)
        case .watch: footprint.add(.asksSet, Footprint.World.futures)
        case .wake, .result:
            if case .futures = situation.primitive(request.resource) {
                footprint.add(.asksSet, Footprint.World.futures)
            }
        case .start: footprint.add(.isBornOrDies, Footprint.World.alive)
        case .finish, .fail:
            footprint.add(.isBornOrDies, Footprint.World.alive)
            if !situation.isDaemon(thread) { footprint.add(.mayEndRun, Footprint.World.end) }
            let pool = situation.pool(of: thread)
            if pool != .none { footprint.add(.endsWorker, key(of: pool)) }
        case .spin:
            for resource in situation.awaited(by: thread) { footprint.add(.awaitsChange, key(of: resource)) }
        case .look:
            footprint.add(.looks, Footprint.World.alive)
            footprint.add(.looks, Footprint.World.clock)
        default: break
        }
        if case .after = request.limit { footprint.add(.movesClock, Footprint.World.clock) }
        if situation.isDaemon(thread) { footprint.add(.isDaemons, Footprint.World.end) }
        return Move(thread: number(of: thread), request: request, footprint: footprint)
    }

    // MARK: What conflicts

    func conflicts(_ one: Move, _ other: Move) -> Bool {
        if one.thread == other.thread { return true }
        if conflicts(one.footprint.own, one, other.footprint.own, other) { return true }
        for touch in one.footprint.others {
            if conflicts(touch, one, other.footprint.own, other) { return true }
            for second in other.footprint.others where conflicts(touch, one, second, other) { return true }
        }
        for touch in other.footprint.others where conflicts(one.footprint.own, one, touch, other) {
            return true
        }
        return false
    }

    func conflicts(
        _ touch: Footprint.Touch, _ one: Move, _ second: Footprint.Touch, _ other: Move
    ) -> Bool {
        guard touch.key == second.key, touch.key != Footprint.World.nothing else { return false }
        return conflicts(touch.role, one, second.role, other, on: touch.key)
    }

    /// Whether a touch is one that conflicts with every other of the same thing.
    func conflictsWithAll(_ touch: Footprint.Touch, _ move: Move) -> Bool {
        guard touch.role == .request, touch.key >= 0 else { return false }
        return switch (kinds[Int(touch.key)], move.request.operation) {
        case (.lock, .acquire), (.lock, .release), (.shared, .write), (.atomic, .write): true
        default: false
        }
    }

    private func conflicts(_ one: Request, _ other: Request, on key: Int) -> Bool {
        // Most are on these, whose rules need no look at the primitive. By patterns, as `==` of another module's type costs a call.
        switch (kinds[key], one.operation, other.operation) {
        case (.shared, .write, _), (.shared, _, .write): true
        case (.shared, _, _): false
        case (.lock, .inspect, .inspect): false
        case (.lock, _, _): true
        default: primitives[key].conflicts(one, other)
        }
    }

    /// Of two touches of the same thing.
    func conflicts(
        _ role: Footprint.Role, _ one: Move, _ second: Footprint.Role, _ other: Move, on key: Int32
    ) -> Bool {
        switch (role, second) {
        case (.request, .request): key >= 0 && conflicts(one.request, other.request, on: Int(key))
        case (.request, _): second.conflicts(with: one.request.operation)
        case (_, .request): role.conflicts(with: other.request.operation)
        case (.settles, .settles): hasFutureSets
        default: role.conflicts(second)
        }
    }
}
