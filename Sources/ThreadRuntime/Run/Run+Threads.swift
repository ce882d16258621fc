import ThreadModel
import ThreadTrace

/// The life of the run's threads.
extension Run {
    /// Starts the main thread, with the scenario's body, and the driver. To be called once. On fibers the run is over when it
    /// returns.
    ///
    /// - Throws: `ThreadingError.cannotStart` when the system has no room for them; nothing is left behind then.
    package func start() throws {
        let main = Thread(in: self, name: "MainThread", target: scenario.body)
        guard let context = main.context else { return }
        if isParallel {
            do {
                let driver = try OSThread { self.drive() }
                monitor.withLock { self.driver.thread = driver }
            } catch {
                throw ThreadingError.cannotStart("MainThread", reason: error.reason)
            }
        }
        withMonitor {
            execution.isTracing = bus.isRead
            context.thread = main
            self.main = main
            execution.clock.set(isHeld: false, real: monotonicNanoseconds())
            execution.begin(context.id, real: real)
            dispatch()
        }
        do {
            try spawn(context)
        } catch {
            cancel()
            wait()
            throw error
        }
        carrier.carry()
    }

    /// Has a thread that was born run.
    func spawn(_ context: ThreadContext) throws {
        withMonitor { driver.spawned += 1 }
        do throws(SpawnError) {
            try carrier.spawn(context) { self.main(context) }
        } catch {
            withMonitor {
                driver.spawned -= 1
                context.thread = nil
                if verdict == nil {
                    if steering.chosen == context.id { steering.chosen = nil }
                    execution.abandon(context.id, reason: bus.intern(error.reason), real: real)
                    dispatch()
                }
            }
            throw ThreadingError.cannotStart(withMonitor { name(of: context.id) }, reason: error.reason)
        }
    }

    /// What a thread of the run does, from its first instruction to its last.
    private func main(_ context: ThreadContext) {
        if begins(context) {
            var failure = carryOut(context)
            if context.id == ThreadID(1) {
                closePools()
                if failure == nil { failure = checkFailure() }
            }
            finish(context, failure)
        }
        withMonitor {
            context.thread = nil
            execution.leave(context.id)
            if isParallel { driver.ended.append(OSThread.current) } else { driver.spawned -= 1 }
            dispatch()
            driver.call(monitor)
        }
    }

    /// Waits for the thread's first step; false when the run is over before it.
    private func begins(_ context: ThreadContext) -> Bool {
        if isControlled {
            enter()
            return waitForTurn(context) != .cancelled
        }
        return (try? perform(Request(.begin), at: .unknown)) != nil
    }

    /// The thread's body; what it captured is let go of when it ends, while the thread still lives.
    private func carryOut(_ context: ThreadContext) -> (any Error)? {
        defer { context.thread?.letGo() }
        do {
            try context.thread?.run()
            return nil
        } catch {
            return error
        }
    }

    private func checkFailure() -> (any Error)? {
        do {
            try carryOutChecks()
            return nil
        } catch {
            return error
        }
    }

    /// As the end of a Python program closes its executors: those that the scenario left open finish what they have.
    private func closePools() {
        for pool in withMonitor({ situation.openPools }) {
            _ = try? perform(Request(.close, pool, argument: 1), at: .unknown)
        }
    }

    /// The thread's last step, unless the run is over.
    private func finish(_ context: ThreadContext, _ error: (any Error)?) {
        guard let error else {
            _ = try? perform(Request(.finish, context.resource), at: .unknown)
            return
        }
        if withMonitor({ verdict != nil }) { return }
        if let hook = withMonitor({ exceptionHook }), let thread = context.thread { hook(thread, error) }
        var site = (error as? any PlacedError)?.site ?? .unknown
        if site.isUnknown {
            site = withMonitor { bus.callSite(execution.lastRequest(of: context.id).site) }
        }
        _ = try? perform(Request(.fail, context.resource), at: site, text: "\(error)")
    }
}
