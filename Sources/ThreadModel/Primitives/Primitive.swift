import ThreadTrace

/// The rules of one kind of primitive, as a value: what may happen to it, and what follows.
///
/// Laws, which the tests check for each: `perform` after `permits` never gives up; a request that is not permitted and is
/// performed all the same (its deadline has come) changes nothing that others can see, but for what the rules say of timeouts;
/// two requests of different threads that do not conflict lead to the same state and the same replies in either order.
package protocol Primitive: Hashable, Sendable {
    /// Whether the operation could take effect now without giving up.
    func permits(_ request: Request, by thread: ThreadID) -> Bool

    /// The operation takes effect. Where it is not permitted, it gives up.
    ///
    /// - Throws: why nothing was done, for a mistake of the program's.
    mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply

    /// Whether the order of two operations of different threads on this primitive can matter.
    func conflicts(_ one: Request, _ other: Request) -> Bool
}

/// Any primitive, or what else a thread can wait for or tell something to.
package enum AnyPrimitive: Hashable, Sendable {
    case lock(LockState)
    case rlock(RLockState)
    case semaphore(SemaphoreState)
    case condition(ConditionState)
    case event(EventState)
    case barrier(BarrierState)
    case queue(QueueState)
    case pool(PoolState)
    case future(FutureState)
    case futures(FutureSetState)
    case timer(TimerState)
    case shared(SharedState)
    case thread(LifeState)
    /// A logger: everything is possible and nothing follows.
    case stateless

    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        switch self {
        case .lock(let state): state.permits(request, by: thread)
        case .rlock(let state): state.permits(request, by: thread)
        case .semaphore(let state): state.permits(request, by: thread)
        case .condition(let state): state.permits(request, by: thread)
        case .event(let state): state.permits(request, by: thread)
        case .barrier(let state): state.permits(request, by: thread)
        case .queue(let state): state.permits(request, by: thread)
        case .pool(let state): state.permits(request, by: thread)
        case .future(let state): state.permits(request, by: thread)
        case .futures(let state): state.permits(request, by: thread)
        case .timer(let state): state.permits(request, by: thread)
        case .shared(let state): state.permits(request, by: thread)
        case .thread(let state): state.permits(request, by: thread)
        case .stateless: true
        }
    }

    /// Whoever is changed is taken out first, so that its storage is never copied.
    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        switch self {
        case .lock(var state):
            defer { self = .lock(state) }
            return try state.perform(request, &step)
        case .rlock(var state):
            defer { self = .rlock(state) }
            return try state.perform(request, &step)
        case .semaphore(var state):
            defer { self = .semaphore(state) }
            return try state.perform(request, &step)
        case .condition(var state):
            self = .stateless
            defer { self = .condition(state) }
            return try state.perform(request, &step)
        case .event(var state):
            defer { self = .event(state) }
            return try state.perform(request, &step)
        case .barrier(var state):
            self = .stateless
            defer { self = .barrier(state) }
            return try state.perform(request, &step)
        case .queue(var state):
            self = .stateless
            defer { self = .queue(state) }
            return try state.perform(request, &step)
        case .pool(var state):
            self = .stateless
            defer { self = .pool(state) }
            return try state.perform(request, &step)
        case .future(var state):
            self = .stateless
            defer { self = .future(state) }
            return try state.perform(request, &step)
        case .futures(var state):
            self = .stateless
            defer { self = .futures(state) }
            return try state.perform(request, &step)
        case .timer(var state):
            defer { self = .timer(state) }
            return try state.perform(request, &step)
        case .shared(var state):
            defer { self = .shared(state) }
            return try state.perform(request, &step)
        case .thread(var state):
            defer { self = .thread(state) }
            return try state.perform(request, &step)
        case .stateless: return .done
        }
    }

    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        switch self {
        case .lock(let state): state.conflicts(one, other)
        case .rlock(let state): state.conflicts(one, other)
        case .semaphore(let state): state.conflicts(one, other)
        case .condition(let state): state.conflicts(one, other)
        case .event(let state): state.conflicts(one, other)
        case .barrier(let state): state.conflicts(one, other)
        case .queue(let state): state.conflicts(one, other)
        case .pool(let state): state.conflicts(one, other)
        case .future(let state): state.conflicts(one, other)
        case .futures(let state): state.conflicts(one, other)
        case .timer(let state): state.conflicts(one, other)
        case .shared(let state): state.conflicts(one, other)
        case .thread(let state): state.conflicts(one, other)
        case .stateless: false
        }
    }
}
