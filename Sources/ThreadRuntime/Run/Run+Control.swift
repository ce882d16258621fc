import ThreadTrace

/// What a person at the keys can do with a run, at any moment.
extension Run {
    /// What the trace does not tell.
    package struct Status: Sendable {
        /// Where the clock stands; ahead of the trace while everyone waits.
        package var now: Instant
        package var isPaused: Bool
        package var speed: Speed
        /// Who goes next, where that is already known.
        package var next: ThreadID?
    }

    /// How many deadlines are remembered, those included that nobody waits for any more.
    package var pendingDeadlines: Int { monitor.withLock { deadlines.count } }

    /// The time on the run's clock.
    var currentTime: Instant { monitor.withLock { now } }

    package var status: Status {
        monitor.withLock {
            let real = monotonicNanoseconds()
            return Status(
                now: shownTime(real: real), isPaused: clock.isPaused, speed: clock.speed,
                next: chosen?.thread.id)
        }
    }

    /// While everyone waits, time on screen goes on to the next deadline at its pace, though the virtual clock will jump.
    private func shownTime(real: Int64) -> Instant {
        let now = clock.now(real: real)
        guard isControlled, !isClosed, running == 0, chosen == nil, let deadline = deadlines.next() else {
            return now
        }
        return max(now, min(clock.paced(real: real), deadline))
    }

    /// Nothing takes effect and the clock stands still; threads that compute go on up to their next operation.
    package func pause() { set(isPaused: true) }

    package func resume() { set(isPaused: false) }

    private func standStill() {
        let real = monotonicNanoseconds()
        let shown = shownTime(real: real)
        clock.set(isPaused: true, real: real)
        clock.stand(at: shown)
    }

    private func set(isPaused: Bool) {
        monitor.withLock {
            guard !isClosed, isPaused != clock.isPaused else { return }
            if isPaused { standStill() } else { clock.set(isPaused: false, real: monotonicNanoseconds()) }
            permittedSteps = 0
            settle()
            driver.call(monitor)
        }
    }

    package func set(speed: Speed) {
        monitor.withLock {
            guard !isClosed else { return }
            clock.set(speed: speed, real: monotonicNanoseconds())
            settle()
            driver.call(monitor)
        }
    }

    /// Pauses if need be, and lets exactly one operation take effect: now, or as soon as a thread that computes comes to one.
    /// When everyone sleeps, time jumps to the next who wakes.
    package func step() {
        monitor.withLock {
            guard !isClosed else { return }
            if !clock.isPaused { standStill() }
            permittedSteps += 1
            settle()
            driver.call(monitor)
        }
    }

    /// Why a thread can not be stepped by itself.
    package enum StepRefusal: Hashable, Sendable {
        case notStarted
        case ended
        /// It runs its own code up to its next operation.
        case computes
        case waits(ResourceID)
        /// Letting it wake would be letting time pass for everyone.
        case sleeps(until: Instant)
    }

    /// Pauses if need be, and lets the operation of this thread take effect, whoever the scheduler has chosen.
    ///
    /// - Returns: nil when it was done, or why it can not be.
    package func step(_ id: ThreadID) -> StepRefusal? {
        monitor.withLock {
            guard let thread = threads.first(where: { $0.id == id }), !thread.life.hasEnded, !isClosed else {
                return .ended
            }
            guard thread.life.isAlive else { return .notStarted }
            if !clock.isPaused { standStill() }
            let pending = thread.pending
            guard pending.isWaiting, !isControlled || running == 0 else { return .computes }
            guard pending.enabledIndex != nil else {
                let isSleep = pending.request.whileBlocked != .block
                return isSleep ? .sleeps(until: pending.deadline) : .waits(pending.request.resource.id)
            }
            grant(pending)
            settle()
            return nil
        }
    }

    /// An operation that a thread has come to and that has not taken effect.
    package struct ThreadOperation: Hashable, Sendable {
        package let kind: EventKind
        package let resource: ResourceID
        package let place: SourceLocation?
        /// Whether it could take effect now.
        package let canGo: Bool
    }

    /// What a thread will do next, or nil while it runs its own code, or is none of the run's.
    package func pendingOperation(of id: ThreadID) -> ThreadOperation? {
        monitor.withLock {
            // Threads are numbered from 1, in order of creation.
            let index = Int(id.number) - 1
            guard threads.indices.contains(index), threads[index].pending.isWaiting else { return nil }
            let pending = threads[index].pending
            let site = pending.request.site
            return ThreadOperation(
                kind: pending.request.kind, resource: pending.request.resource.id,
                place: site.file.isEmpty ? nil : SourceLocation(file: site.file, line: site.line),
                canGo: pending.enabledIndex != nil)
        }
    }

    /// Ends the run: every thread's operation throws `RunCancelled`, now or when it comes to one.
    package func cancel() {
        monitor.withLock { conclude(.cancelled) }
    }
}
