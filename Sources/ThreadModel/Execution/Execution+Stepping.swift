import ThreadTrace

/// How operations take effect.
extension Execution {
    /// A standing thread's operation takes effect, and the thread goes on. To be called for one that is enabled.
    ///
    /// - Returns: what the thread learns.
    @discardableResult
    package mutating func take(_ thread: ThreadID, real: Int64) -> Reply {
        let index = thread.index
        guard threads[index].standing == .enabled else { return .cancelled }
        if unannounced != 0, unannounced != thread.number { announce(unannounced, real: real) }
        unannounced = 0
        let candidates = enabledCount
        enabled.remove(index)
        enabledCount -= 1
        let request = threads[index].request
        if request.operation == .spin { spinning -= 1 }
        if request.resource != .none { unlink(thread.number, from: Int(request.resource.number)) }
        clock.takeStep(sharedBy: candidates, real: real)
        let deadline = threads[index].deadline
        if deadline < .distantFuture {
            if clock.policy == .free {
                // It may have slept on, but not less.
                if !isPermitted(index) { clock.jump(to: deadline, real: real) }
            } else if !threads[index].hasExpired {
                deadlines.leave(among: threads)
            }
        }
        threads[index].standing = .running
        running += 1
        return carryOut(request, by: thread, real: real)
    }

    /// The operation of a thread that runs its own code takes effect at once, if it can: arrival and step in one.
    ///
    /// - Returns: what the thread learns; nil when it has to arrive and wait.
    package mutating func takeAtOnce(_ thread: ThreadID, _ request: Request, real: Int64) -> Reply? {
        switch request.operation {
        case .sleep where request.resource == .none, .compute where request.limit != .atOnce: return nil
        case .wake:
            if case .event(let state) = primitive(request.resource), !state.isSet { return nil }
        case .spin:
            threads[thread.index].request = request
            return carryOut(request, by: thread, real: real)
        default: break
        }
        guard resources[Int(request.resource.number)].primitive.permits(request, by: thread) else {
            return nil
        }
        threads[thread.index].request = request
        return carryOut(request, by: thread, real: real)
    }

    private mutating func carryOut(_ request: Request, by thread: ThreadID, real: Int64) -> Reply {
        let resource = Int(request.resource.number)
        var step = Step(
            request.operation, by: thread, value: resources[resource].value,
            valueIsName: resources[resource].valueIsName)
        if step.valueIsName { step.detail = Event.valueIsName }
        var reply: Reply
        var isRefused = false
        do throws(Refusal) {
            try checkLock(request, by: thread)
            switch request.operation {
            case .log, .output:
                step.value = request.name?.number ?? 0
                step.detail = UInt8(truncatingIfNeeded: request.rank)
                reply = .done
            case .spin: reply = .done
            default: reply = try resources[resource].primitive.perform(request, &step)
            }
        } catch {
            reply = .refused(error)
            step = Step(request.operation, by: thread)
            step.event = .reject
            isRefused = true
        }
        threads[thread.index].reply = reply
        commit(step, request, on: isRefused ? .none : request.resource, real: real)
        note(request, reply, by: thread, real: real)
        return reply
    }

    /// Who waits for a condition, or notifies, has to hold its lock; a plain lock has to be held by anybody, as in Python.
    @inline(__always) private func checkLock(_ request: Request, by thread: ThreadID) throws(Refusal) {
        guard request.operation == .wait || request.operation == .notify, request.other != .none else {
            return
        }
        switch primitive(request.other) {
        case .rlock(let state) where state.holder != thread: throw .lockNotHeld(request.other)
        case .lock(let state) where state.isFree: throw .lockNotHeld(request.other)
        default: break
        }
    }

    /// A step has been taken: the trace tells it, what follows from it follows, and those who wait for what it touched are asked
    /// again.
    private mutating func commit(_ step: Step, _ request: Request, on resource: ResourceID, real: Int64) {
        steps &+= 1
        last = step.thread
        if resource != .none {
            resources[Int(resource.number)].becomes(step)
        }
        var loser: ThreadID?
        switch step.holding {
        case .same: break
        case .takes(let times): holdings.take(resource, by: step.thread, times: times)
        case .gives(let times): loser = holdings.give(resource, by: step.thread, times: times)
        }
        if isTracing {
            events.append(
                Event(
                    time: clock.now(real: real), thread: step.thread, kind: step.event,
                    activity: step.activity,
                    resource: resource,
                    holds: step.activity.isFinal
                        ? holdings.lastLock(of: step.thread) : holdings.last(of: step.thread),
                    value: step.value,
                    detail: step.detail, source: request.site, step: steps))
        }
        if let loser { drop(loser, real: real) }
        switch step.consequence {
        case .none: if case .rename = request.operation { rename(request) }
        default: follow(step, request, real: real)
        }
        if resources[Int(resource.number)].first != 0 { reconsider(resource, real: real) }
    }

    /// Another gave back what this thread had taken.
    private mutating func drop(_ thread: ThreadID, real: Int64) {
        guard isTracing else { return }
        let slot = threads[thread.index]
        guard slot.standing != .ended else { return }
        if slot.isStanding, slot.announcement != .none {
            tellStanding(thread.number, .drop, real: real)
        } else {
            events.append(
                Event(
                    time: clock.now(real: real), thread: thread, kind: .drop, activity: .running,
                    holds: holdings.last(of: thread), step: steps))
        }
    }

    private mutating func rename(_ request: Request) {
        guard let name = request.name, let thread = thread(of: request.resource) else { return }
        threads[thread.index].name = name
    }

    private mutating func follow(_ step: Step, _ request: Request, real: Int64) {
        switch step.consequence {
        case .none: break
        case .starts:
            if let thread = thread(of: request.resource) { born(thread, worksFor: request.other, real: real) }
        case .ends: died(step.thread, request, real: real)
        case .skips: freeWorker(of: request.resource)
        case .completes(let failed):
            freeWorker(of: request.resource)
            settle(request.resource, failed: failed, real: real)
        case .cancels: settle(request.resource, failed: false, real: real)
        case .follows: follow(request.resource, real: real)
        }
    }

    // MARK: Futures

    /// Those who follow a future learn that it has come to an end.
    private mutating func settle(_ future: ResourceID, failed: Bool, real: Int64) {
        guard case .future(let state) = primitive(future) else { return }
        for follower in state.followers {
            guard case .futures(var followed) = primitive(follower) else { continue }
            followed.settle(future, failed: failed)
            resources[Int(follower.number)].primitive = .futures(followed)
            reconsider(follower, real: real)
        }
    }

    /// Whoever carried a future out has nothing to do.
    private mutating func freeWorker(of future: ResourceID) {
        guard case .future(let task) = primitive(future), task.pool != .none,
            case .pool(var state) = primitive(task.pool)
        else { return }
        resources[Int(task.pool.number)].primitive = .stateless
        state.rest()
        resources[Int(task.pool.number)].primitive = .pool(state)
    }

    private mutating func follow(_ set: ResourceID, real: Int64) {
        guard case .futures(var followed) = primitive(set) else { return }
        for future in followed.futures {
            guard case .future(var state) = primitive(future) else { continue }
            if state.isDone {
                followed.settle(future, failed: state.phase == .failed)
            } else if !state.followers.contains(set) {
                state.follow(set)
                resources[Int(future.number)].primitive = .future(state)
            }
        }
        resources[Int(set.number)].primitive = .futures(followed)
    }
}
