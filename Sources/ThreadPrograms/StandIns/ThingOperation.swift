import ThreadModel
import ThreadRuntime
import ThreadTrace

/// One operation of a program on a thing, as a request of the core.
struct ThingOperation {
    private let message: Message
    private let site: CallSite
    /// What the thing is an item of.
    private let whole: Handle?

    init(_ message: Message, _ site: CallSite, whole: Thing?) {
        self.message = message
        self.site = site
        self.whole = whole?.handle
    }

    private var limit: Limit { message.isBlocking ? Limit(message.duration) : .atOnce }

    /// - Throws: `ProgramFault` where the thing has no such operation, `ThreadingError` for a mistake of the program's.
    func perform(on thing: Thing) throws -> Answer {
        if thing.isFutures { return try follow(thing.handle) }
        return switch thing.kind {
        case .lock, .rlock, .semaphore: try lock(thing.handle)
        case .condition: try condition(thing)
        case .event: try event(thing.handle)
        case .barrier: try barrier(thing.handle)
        case .queue: try queue(thing.handle)
        case .pool: try pool(thing.handle)
        case .future: try future(thing.handle)
        case .timer: try timer(thing.handle)
        case .shared, .atomic: try shared(thing.handle)
        default: throw unknown(thing.handle)
        }
    }

    private func unknown(_ handle: Handle) -> ProgramFault {
        ProgramFault(
            "asked for \"\(message.operation)\" of \(handle.kind.word) \(handle.name), which has no such thing"
        )
    }

    private func answer(_ isYes: Bool) -> Answer { isYes ? .yes : .no }

    private func done(_ reply: Reply) -> Answer { .yes }

    private func lock(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "acquire":
            return answer(try handle.perform(.acquire, limit: limit, argument: 1, at: site).isDone)
        case "release":
            return done(try handle.perform(.release, argument: max(message.count, 1), at: site))
        case "look": return .number(try handle.perform(.inspect, at: site).number)
        default: throw unknown(handle)
        }
    }

    private func condition(_ thing: Thing) throws -> Answer {
        guard let lock = thing.lock else { throw unknown(thing.handle) }
        switch message.operation {
        case "wait":
            return answer(
                try thing.handle.waitForNotification(holding: lock, timeout: message.duration, site))
        case "notify":
            return done(
                try thing.handle.perform(.notify, other: lock.id, argument: message.count, at: site))
        default: throw unknown(thing.handle)
        }
    }

    private func event(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "wait": return answer(try handle.perform(.wake, limit: limit, at: site).isDone)
        case "set": return done(try handle.perform(.set, at: site))
        case "clear": return done(try handle.perform(.clear, at: site))
        case "look": return answer(try handle.perform(.inspect, at: site).flag)
        default: throw unknown(handle)
        }
    }

    private func barrier(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "wait":
            let (index, round) = try handle.arrive(timeout: message.duration, site)
            return round.map { .acts(index: index, round: $0) } ?? .number(index)
        case "trip":
            try handle.completeRound(message.item ?? 0, site)
            return .yes
        case "abort": return done(try handle.perform(.abort, argument: message.item ?? -1, at: site))
        case "reset": return done(try handle.perform(.reset, at: site))
        case "look":
            let what = message.flag ? BarrierState.askWaiting : BarrierState.askBroken
            return .number(try handle.perform(.inspect, argument: what, at: site).number)
        default: throw unknown(handle)
        }
    }

    private func queue(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "put":
            let reply = try handle.perform(.put, limit: limit, argument: message.item ?? 0, at: site)
            if reply == .exhausted { throw ThreadingError.queueShutDown(handle.name) }
            guard reply == .done else { throw ThreadingError.queueFull(handle.name) }
            return .yes
        case "get":
            switch try handle.perform(.get, limit: limit, at: site) {
            case .number(let item): return .number(item)
            case .exhausted: throw ThreadingError.queueShutDown(handle.name)
            default: throw ThreadingError.queueEmpty(handle.name)
            }
        case "done": return done(try handle.perform(.taskDone, at: site))
        case "join": return answer(try handle.perform(.join, limit: limit, at: site).isDone)
        case "shutdown":
            let reply = try handle.perform(.shutdown, argument: message.flag ? 1 : 0, at: site)
            guard case .number(let item) = reply else { return .nothing }
            return .number(item)
        case "look": return .number(try handle.perform(.inspect, at: site).number)
        default: throw unknown(handle)
        }
    }

    private func pool(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "submit":
            guard
                case .submitted(let submission) = try handle.perform(
                    .submit, argument: message.item ?? 0, at: site)
            else { throw unknown(handle) }
            switch submission {
            case .closed: throw ThreadingError.poolClosed(handle.name)
            case .broken: throw ThreadingError.poolBroken(handle.name)
            case .queued: return .nothing
            case .needsWorker(let index): return .number(index)
            }
        case "take":
            let argument = message.flag ? PoolState.drains : 0
            guard case .number(let task) = try handle.perform(.take, argument: argument, at: site) else {
                return .nothing
            }
            return .number(task)
        case "close": return done(try handle.perform(.close, argument: message.flag ? 1 : 0, at: site))
        case "break": return done(try handle.perform(.breakDown, at: site))
        case "join": return answer(try handle.perform(.join, limit: limit, at: site).isDone)
        default: throw unknown(handle)
        }
    }

    private func future(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "run": return answer(try handle.perform(.run, at: site).flag)
        case "complete":
            return done(try handle.perform(.complete, argument: message.flag ? 1 : 0, at: site))
        case "cancel": return answer(try handle.perform(.cancel, at: site).flag)
        case "result":
            guard case .number(let phase) = try handle.perform(.result, limit: limit, at: site) else {
                return .nothing
            }
            return .number(phase)
        case "look": return .number(try handle.perform(.inspect, at: site).number)
        default: throw unknown(handle)
        }
    }

    /// Of several futures.
    private func follow(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "wait":
            let goal = FutureSetState.Goal(rawValue: message.item ?? 0) ?? .all
            return answer(
                try handle.perform(.wake, limit: limit, argument: goal.rawValue, at: site).isDone)
        case "next":
            let reply = try handle.perform(.result, limit: limit, argument: message.item ?? 0, at: site)
            guard case .number(let place) = reply else { return .nothing }
            return .number(place)
        default: throw unknown(handle)
        }
    }

    private func timer(_ handle: Handle) throws -> Answer {
        switch message.operation {
        case "sleep":
            return answer(
                try handle.perform(.sleep, limit: Limit(message.duration ?? .zero), at: site).flag)
        case "cancel": return answer(try handle.perform(.cancel, at: site).flag)
        default: throw unknown(handle)
        }
    }

    private func shared(_ handle: Handle) throws -> Answer {
        let other = whole?.id ?? .none
        switch message.operation {
        case "read": return done(try handle.perform(.read, other: other, at: site))
        case "write":
            let value = ResourceValue(shown: message.text)
            let rank = value.text.map { message.flag ? Self.rank(ofConstant: $0) : 0 } ?? value.number
            return done(
                try handle.perform(
                    .write, other: other, rank: rank, text: value.text, isBlind: message.item == 1, at: site))
        default: throw unknown(handle)
        }
    }

    /// A number of the text that is not 0 (FNV-1a).
    private static func rank(ofConstant text: String) -> Int {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash >> 2) | 1
    }
}
