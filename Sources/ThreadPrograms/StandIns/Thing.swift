import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A primitive of a program.
struct Thing {
    let handle: Handle
    /// A condition's lock.
    var lock: Handle?
    /// What it is besides: several futures show as an event.
    var isFutures = false

    var kind: ResourceKind { handle.kind }

    /// - Parameters:
    ///   - lock: of a condition.
    ///   - pool: of a future.
    ///   - identity: what it is known by in all executions of a search, from 1; 0 where the program does not say.
    /// - Throws: `ProgramFault` for what can not be.
    init(_ message: Message, lock: Thing?, pool: Thing?, identity: Int32) throws(ProgramFault) {
        let count = message.count
        func made(
            _ kind: ResourceKind, _ primitive: AnyPrimitive, capacity: Int = 0, value: ResourceValue? = nil
        ) -> Handle {
            let name = message.name.flatMap { $0.isEmpty ? nil : $0 }
            return Handle(
                kind, name: name, capacity: capacity, value: value, primitive, identity: identity)
        }
        switch message.kind {
        case "lock": handle = made(.lock, .lock(LockState()))
        case "rlock": handle = made(.rlock, .rlock(RLockState()))
        case "semaphore", "bounded-semaphore":
            let state = SemaphoreState(permits: count, isBounded: message.kind != "semaphore")
            handle = made(
                .semaphore, .semaphore(state), capacity: count, value: .number(Int32(clamping: count)))
        case "condition":
            guard let lock, lock.kind.isLock else { throw ProgramFault("made a condition without a lock") }
            handle = made(.condition, .condition(ConditionState()))
            self.lock = lock.handle
        case "event": handle = made(.event, .event(EventState()))
        case "outside": handle = made(.outside, .event(EventState()))
        case "barrier":
            guard count > 0 else { throw ProgramFault("made a barrier of no parties") }
            let state = BarrierState(parties: count, hasAction: message.flag)
            handle = made(.barrier, .barrier(state), capacity: count)
        case "queue", "lifo-queue":
            let state = QueueState(capacity: count, order: message.kind == "queue" ? .fifo : .lifo)
            handle = made(.queue, .queue(state), capacity: count)
        case "pool":
            guard count > 0 else { throw ProgramFault("made a pool of no workers") }
            handle = made(.pool, .pool(PoolState(maxWorkers: count)), capacity: count)
        case "future": handle = made(.future, .future(FutureState(pool: pool?.handle.id ?? .none)))
        case "timer": handle = made(.timer, .timer(TimerState()))
        case "shared", "atomic":
            handle = made(
                message.kind == "atomic" ? .atomic : .shared, .shared(SharedState(token: 0)),
                value: ResourceValue(shown: message.text))
        default: throw ProgramFault("made a \"\(message.kind ?? "")\", which there is not")
        }
    }

    /// Several futures as one thing.
    init(following futures: Handle) {
        handle = futures
        isFutures = true
    }
}

extension ResourceValue {
    /// What a program says that something is worth: a number of 32 bits is told as one.
    init(shown text: String?) {
        self = text.flatMap { Int32($0) }.map(ResourceValue.number) ?? .text(text ?? "")
    }
}
