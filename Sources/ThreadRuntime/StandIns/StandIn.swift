import ThreadModel
import ThreadTrace

/// The thread of a run that calls, as one that stands in for a thread of another program: what it does, it does for that one, which can
/// be anywhere in its own code meanwhile. Primitives are made and used through `Handle`, threads through `Thread`.
package struct StandIn: Sendable {
    private let run: Run
    private let context: ThreadContext

    /// - Throws: `ThreadingError.outsideScenario` on a thread that is not a run's.
    package init() throws {
        guard let context = ThreadContext.current else {
            throw ThreadingError.outsideScenario("standing in for a thread")
        }
        (run, self.context) = (context.run, context)
    }

    /// Its number within the run.
    package var thread: ThreadID { context.id }

    package var name: String { run.withMonitor { run.name(of: context.id) } }

    /// What whoever watches the run is to know, and the trace is not, as it depends on more than the order of steps.
    package func tell(_ text: String) { run.withMonitor { run.notes.append(text) } }

    /// Whether steps are chosen, so that a run can be the same each time.
    package var isControlled: Bool { run.isControlled }

    /// Whether the run is one of many that a search takes its way through, all threads on the one thread that calls: whoever waits for
    /// the other program here keeps nobody waiting, as nobody else may go.
    package var isSearched: Bool { !run.isParallel }

    /// No search can take its way through the run, which its thread is about to fail.
    package func giveUpSearch(_ error: any Error) {
        run.withMonitor { if run.searchFault == nil { run.searchFault = error } }
    }

    /// Whether it is the only one that has begun and not ended.
    package var isAlone: Bool { run.withMonitor { run.execution.alive.count == 1 } }

    /// Whether the run is over: the other program has to end.
    package var isOver: Bool { run.withMonitor { run.verdict != nil } }

    /// Time on the run's clock, without a step: what has just been learned is to be told with it.
    package var now: Instant { run.currentTime }

    /// The time, as a step: a loop that asks for it lets time go on.
    package func look(at site: CallSite) throws -> Instant {
        _ = try run.perform(Request(.look), at: site)
        return run.currentTime
    }

    /// Those who have started and not ended, in order of creation. A step.
    package func alive(at site: CallSite) throws -> [ThreadID] {
        _ = try run.perform(Request(.look), at: site)
        return run.withMonitor { run.execution.alive }
    }

    /// The thread begins to go round a loop that does nothing but look. No step.
    package func beginLoop() { run.withMonitor { run.execution.beginLoop(context.id) } }

    /// Once more round it: a step that, in a controlled run, waits until what the thread has looked at since it last came round, or began,
    /// has changed.
    ///
    /// - Parameter isFree: whether it waits only where time is free, as in a search, and goes on at once elsewhere.
    package func goRound(isFree: Bool, at site: CallSite) throws {
        _ = try run.perform(Request(.spin, rank: isFree ? 1 : 0), at: site)
    }

    package func sleep(_ duration: Duration, at site: CallSite) throws {
        _ = try run.perform(Request(.sleep, limit: Limit(duration)), at: site)
    }

    package func log(_ text: String, level: Int, logger label: String, at site: CallSite) throws {
        _ = try run.perform(Request(.log, run.logger(label), rank: level), at: site, text: text)
    }

    package func output(_ text: String, isError: Bool, at site: CallSite) throws {
        let rank = isError ? Int(ThreadTrace.Event.isStandardError) : 0
        _ = try run.perform(Request(.output, rank: rank), at: site, text: text)
    }

    /// The thread has another name from now on. A step.
    package func rename(_ thread: Thread, _ name: String, at site: CallSite) throws {
        guard let context = thread.context else { return }
        _ = try run.perform(Request(.rename, context.resource), at: site, text: name)
    }

    package func isAlive(_ thread: Thread, at site: CallSite) throws -> Bool {
        guard let context = thread.context else { return false }
        return try run.perform(Request(.inspect, context.resource), at: site).flag
    }

    /// Futures as one thing to wait for: on screen an event, that enough of them are done.
    package func follow(_ futures: [Handle], at site: CallSite) throws -> Handle {
        try FollowedFutures(futures.map(\.id), site).handle
    }

    /// A shared value is worth something else since the last step, which told of what it is an item of.
    package func tell(_ value: ResourceValue, of shared: Handle) {
        run.withMonitor {
            guard run.verdict == nil else { return }
            run.execution.set(run.shown(value), of: shared.id, real: run.real)
        }
    }

    /// Nobody will operate on a thing any more. No step.
    package func destroy(_ thing: Handle) {
        run.withMonitor {
            guard run.verdict == nil else { return }
            run.execution.destroy(thing.id, real: run.real)
        }
    }

    // MARK: Waiting outside

    /// The other program's thread waits for something that nobody here knows of. Others go on meanwhile, and nobody is stuck for ever.
    /// In a search it counts as computing, as the order of such things is not the run's to choose.
    package func goAway(_ outside: Handle, at site: CallSite) {
        guard run.isParallel else { return }
        run.withMonitor {
            guard run.verdict == nil else { return }
            run.execution.goAway(
                context.id, for: outside.id,
                site: run.execution.isTracing ? run.bus.intern(site) : .unknown, real: run.real)
            run.dispatch()
        }
    }

    /// It runs its own code again, and takes part.
    package func comeBack() { run.withMonitor { run.execution.comeBack(context.id) } }

    /// A step that changes nothing: the first of who is back waits for its turn like any other.
    package func look(at outside: Handle, at site: CallSite) throws {
        _ = try run.perform(Request(.inspect, outside.id), at: site)
    }

    // MARK: The other program as a whole

    /// What takes real time, but none of the run's: the start of the program.
    package func whileClockIsHeld<Result>(_ body: () throws -> Result) rethrows -> Result {
        hold(true)
        defer { hold(false) }
        return try body()
    }

    private func hold(_ isHeld: Bool) {
        run.withMonitor { run.execution.clock.set(isHeld: isHeld, real: monotonicNanoseconds()) }
    }

    /// Has `body` called, once, when the run is over, or at once where it is: inside the monitor, so it must be quick and must not call
    /// the run.
    package func whenOver(_ body: @escaping @Sendable (Verdict) -> Void) {
        let verdict = run.withMonitor {
            if run.verdict == nil { run.whenOver.append(body) }
            return run.verdict
        }
        if let verdict { body(verdict) }
    }

    /// A thread of the system beside the run's own, which the run waits for at its end: it must end soon after the run is over. In a search
    /// nobody waits for it.
    package func keep(_ body: @escaping @Sendable () -> Void) throws {
        try run.keep(body)
    }
}

extension Run {
    fileprivate func keep(_ body: @escaping @Sendable () -> Void) throws {
        guard isParallel else { return }
        withMonitor { driver.spawned += 1 }
        do throws(SpawnError) {
            _ = try OSThread {
                body()
                self.withMonitor {
                    self.driver.ended.append(OSThread.current)
                    self.driver.call(self.monitor)
                }
            }
        } catch {
            withMonitor { driver.spawned -= 1 }
            throw ThreadingError.cannotStart("a helper", reason: error.reason)
        }
    }
}
