import Glibc
import ThreadTrace

/// The life of the run's threads.
extension Run {
    /// Starts the main thread, with the scenario's body, and the driver. To be called once.
    ///
    /// - Throws: `ThreadingError.cannotStart` when the system has no room for them; nothing is left behind then.
    package func start() throws {
        let main = Thread(in: self, name: "MainThread", target: scenario.body)
        do {
            let driver = try OSThread { self.drive() }
            monitor.withLock { self.driver.thread = driver }
        } catch {
            throw ThreadingError.cannotStart("MainThread", reason: error.reason)
        }
        monitor.withLock {
            try? main.context?.life.start(named: main.name)
            if let context = main.context { born(context, main) }
            settle()
        }
        do {
            if let context = main.context { try spawn(context) }
        } catch {
            cancel()
            wait()
            throw error
        }
    }

    /// A thread counts from its start on; under a controlled scheduler it stands at its first operation at once, whenever the
    /// system gets round to running it.
    func born(_ context: ThreadContext, _ thread: Thread) {
        context.thread = thread
        context.group?.members.append(context)
        unfinished += 1
        driver.spawned += 1
        if isControlled {
            arrive(context.pending, begin, when: { true }, effect: { _ in })
        } else {
            running += 1
        }
    }

    private var begin: Operation {
        Operation(kind: .begin, resource: nothing, timeout: nil, site: CallSite("", 0))
    }

    /// Has the system run a thread that was born.
    func spawn(_ context: ThreadContext) throws {
        do {
            _ = try OSThread { context.withCurrent { self.main(context) } }
        } catch {
            monitor.withLock { stillborn(context, reason: error.reason) }
            throw ThreadingError.cannotStart(context.name, reason: error.reason)
        }
    }

    private func stillborn(_ context: ThreadContext, reason: String) {
        driver.spawned -= 1
        unfinished -= 1
        context.life.end()
        context.thread = nil
        guard !isClosed else { return }
        if isControlled {
            disable(context.pending)
            if chosen === context.pending { chosen = nil }
            if unannounced === context.pending { unannounced = nil }
            if context.pending.wasGranted { running -= 1 }
            context.pending.leave()
        } else {
            running -= 1
        }
        publish(
            TraceEvent(
                time: now, thread: context.id, kind: .fail, activity: .failed, resource: context.resource.id,
                value: bus.intern(reason).number, step: steps))
        reconsider(context.resource)
        if let group = context.group { reconsider(group) }
        settle()
    }

    /// What an operating-system thread of the run does, from its first instruction to its last.
    private func main(_ context: ThreadContext) {
        if begins(context) {
            var failure: (any Error)?
            do { try context.thread?.run() } catch { failure = error }
            finish(context, failure)
        }
        monitor.withLock {
            context.thread = nil
            driver.ended.append(OSThread.current)
            if !isClosed {
                running -= 1
                if unfinished == 0 {
                    conclude(failure.map(Verdict.failed) ?? .finished)
                } else {
                    settle()
                }
            }
            driver.call(monitor)
        }
    }

    /// Waits for the thread's first step; false when the run is over before it.
    private func begins(_ context: ThreadContext) -> Bool {
        if isControlled {
            context.parker.park()
            return context.pending.wasGranted
        }
        do {
            try perform(begin, when: { true }, effect: { _ in })
            return true
        } catch {
            return false
        }
    }

    /// The thread's last step, unless the run is over.
    private func finish(_ context: ThreadContext, _ error: (any Error)?) {
        let message = error.map { "\($0)" }
        let operation = Operation(
            kind: message == nil ? .finish : .fail, resource: context.resource, timeout: nil,
            site: CallSite("", 0))
        try? perform(operation, when: { true }) { record in
            context.life.end()
            unfinished -= 1
            record.alsoTouched = context.group
            record.value = message.map { bus.intern($0).number } ?? 1
            record.activity = message == nil ? .done : .failed
            if let message, failure == nil { failure = "\(context.name): \(message)" }
        }
    }
}
