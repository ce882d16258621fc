import ThreadTrace

/// How threads live and end.
extension Execution {
    /// The main thread lives from now on, as nobody starts it.
    package mutating func begin(_ thread: ThreadID, real: Int64) {
        guard case .thread(var life) = primitive(threads[thread.index].resource) else { return }
        try? life.start()
        resources[Int(threads[thread.index].resource.number)].primitive = .thread(life)
        born(thread, worksFor: .none, real: real)
    }

    /// A thread counts from its start on; in a controlled run it stands at its first operation at once, whenever the system gets
    /// round to running it.
    mutating func born(_ thread: ThreadID, worksFor pool: ResourceID, real: Int64) {
        let index = thread.index
        threads[index].pool = pool
        if !threads[index].isDaemon { unfinished += 1 }
        if isControlled {
            stand(thread, at: Request(.begin), real: real)
        } else {
            threads[index].standing = .running
            running += 1
        }
    }

    /// A thread's last step has been taken: it only has to leave.
    mutating func died(_ thread: ThreadID, _ request: Request, real: Int64) {
        if !threads[thread.index].isDaemon { unfinished -= 1 }
        if request.operation == .fail {
            failures.append(Failure(thread: thread, message: request.name ?? NameID(0)))
        }
        endWorker(thread, real: real)
    }

    /// A thread whose last step has been taken runs no code any more.
    package mutating func leave(_ thread: ThreadID) {
        comeBack(thread)
        guard threads[thread.index].standing == .running else { return }
        threads[thread.index].standing = .ended
        running -= 1
    }

    /// A thread that ran its own code waits for something outside the run from now on. Others go on meanwhile, and as long as it may come
    /// back nobody is stuck for ever.
    ///
    /// - Parameter outside: what it waits for, as the trace tells it.
    package mutating func goAway(_ thread: ThreadID, for outside: ResourceID, site: SourceID, real: Int64) {
        guard threads[thread.index].standing == .running else { return }
        threads[thread.index].request = Request(.wake, outside, site: site)
        threads[thread.index].standing = .away
        running -= 1
        away += 1
        if unannounced != 0 { announce(unannounced, real: real) }
        tellStanding(thread.number, .block, real: real)
    }

    /// Whether it waits for something outside.
    package func isAway(_ thread: ThreadID?) -> Bool {
        guard let thread, thread.index < threads.count else { return false }
        return threads[thread.index].standing == .away
    }

    /// It runs its own code again; nothing for a thread that is not away.
    package mutating func comeBack(_ thread: ThreadID) {
        guard threads[thread.index].standing == .away else { return }
        threads[thread.index].standing = .running
        away -= 1
        running += 1
    }

    /// The system had no room for a thread that was born.
    package mutating func abandon(_ thread: ThreadID, reason: NameID, real: Int64) {
        let index = thread.index
        if threads[index].isStanding {
            disable(thread.number)
            if unannounced == thread.number { unannounced = 0 }
        } else {
            running -= 1
        }
        threads[index].standing = .ended
        if !threads[index].isDaemon { unfinished -= 1 }
        let resource = threads[index].resource
        if case .thread(var life) = primitive(resource) {
            life.end()
            resources[Int(resource.number)].primitive = .thread(life)
        }
        if isTracing {
            events.append(
                Event(
                    time: clock.now(real: real), thread: thread, kind: .fail, activity: .failed,
                    resource: resource, value: reason.number, step: steps))
        }
        reconsider(resource, real: real)
        endWorker(thread, real: real)
    }

    private mutating func endWorker(_ thread: ThreadID, real: Int64) {
        let pool = threads[thread.index].pool
        guard pool != .none, case .pool(var state) = primitive(pool) else { return }
        resources[Int(pool.number)].primitive = .stateless
        state.end()
        resources[Int(pool.number)].primitive = .pool(state)
        reconsider(pool, real: real)
    }

    /// The pools that nobody has closed, in order of creation.
    package var openPools: [ResourceID] {
        resources.indices.compactMap { index in
            guard case .pool(let state) = resources[index].primitive, state.phase == .open else { return nil }
            return ResourceID(UInt32(index))
        }
    }

    /// The threads that have started and not ended, in order of creation.
    package var alive: [ThreadID] {
        threads.indices.map { ThreadID(UInt32($0 + 1)) }.filter(isAlive)
    }

    /// The run is over: nothing takes effect any more. Those who stand are told so by their replies, and are to unwind.
    ///
    /// - Returns: who stood.
    package mutating func conclude(_ ending: Ending) -> [ThreadID] {
        guard self.ending == nil else { return [] }
        self.ending = ending
        enabled = ThreadSet()
        enabledCount = 0
        unannounced = 0
        for index in threads.indices where threads[index].isStanding {
            threads[index].standing = .running
            threads[index].reply = .cancelled
            running += 1
            stood.append(ThreadID(UInt32(index + 1)))
        }
        for index in resources.indices { (resources[index].first, resources[index].last) = (0, 0) }
        return stood
    }
}
