import ThreadTrace

/// How an operation takes effect.
extension Run {
    /// One step of the calling thread: waits until the guard holds and the scheduler chooses it, then carries out the effect.
    ///
    /// Guard and effect run inside the monitor, at most the effect once, and maybe on another thread while this one waits: they
    /// touch primitives' states only and call nothing of the scenario's. With a timeout the effect also runs when that has
    /// passed; it then finds the guard not to hold. An error of the effect is thrown to the caller and told in the trace.
    ///
    /// - Throws: `RunCancelled` when the run is over, `ThreadingError.outsideScenario` on a thread that is not the run's.
    func perform<Outcome>(
        _ operation: Operation, when guardHolds: () -> Bool, effect: (inout StepRecord) throws -> Outcome
    ) throws -> Outcome {
        guard let thread = ThreadContext.current, thread.run === self else {
            throw ThreadingError.outsideScenario("\(operation.kind) \(operation.resource.name)")
        }
        monitor.lock()
        if isClosed {
            monitor.unlock()
            throw RunCancelled()
        }
        if !isControlled, !clock.isPaused, guardHolds() {
            let result = take(operation, thread, effect)
            if !enabled.isEmpty { settle() }
            monitor.unlock()
            return try result.get()
        }
        var result: Result<Outcome, any Error>?
        withoutActuallyEscaping(guardHolds) { guardHolds in
            withoutActuallyEscaping(effect) { effect in
                waitForTurn(operation, thread, when: guardHolds) { record in
                    result = Result { try effect(&record) }
                    if case .failure(let error) = result { self.reject(&record, error) }
                }
            }
        }
        // Only a run that is over lets a thread go on without its effect.
        guard let result else { throw RunCancelled() }
        return try result.get()
    }

    /// The effect at once, by the thread itself.
    private func take<Outcome>(
        _ operation: Operation, _ thread: ThreadContext, _ effect: (inout StepRecord) throws -> Outcome
    ) -> Result<Outcome, any Error> {
        var record = StepRecord(operation, thread: thread)
        let result = Result { try effect(&record) }
        if case .failure(let error) = result { reject(&record, error) }
        commit(record, site: operation.site)
        return result
    }

    /// Waits, outside the monitor, until the effect has been carried out or the run is over.
    private func waitForTurn(
        _ operation: Operation, _ thread: ThreadContext, when guardHolds: @escaping () -> Bool,
        effect: @escaping (inout StepRecord) -> Void
    ) {
        running -= 1
        let pending = thread.pending
        arrive(pending, operation, when: guardHolds, effect: effect)
        settle()
        if !pending.wasGranted, !isControlled { announce(pending) }
        monitor.unlock()
        thread.parker.park()
    }

    /// Puts an operation among the pending ones.
    func arrive(
        _ pending: PendingOperation, _ operation: Operation, when guardHolds: @escaping () -> Bool,
        effect: @escaping (inout StepRecord) -> Void
    ) {
        arrivals += 1
        let deadline = operation.timeout.map { clock.deadline($0, from: now) } ?? .distantFuture
        pending.arrive(operation, number: arrivals, deadline: deadline, when: guardHolds, effect: effect)
        if operation.resource !== nothing { operation.resource.pending.append(pending) }
        if operation.timeout.map({ $0 <= .zero }) == true { pending.deadlineHasPassed = true }
        if pending.canGo() {
            enable(pending)
            if let earlier = unannounced { announce(earlier) }
            unannounced = pending
        } else {
            if deadline < .distantFuture { deadlines.insert(pending) }
            announce(pending)
        }
    }

    /// Lets a pending operation take effect and its thread go on.
    func grant(_ pending: PendingOperation) {
        if let waiting = unannounced, waiting !== pending { announce(waiting) }
        unannounced = nil
        chosen = nil
        if permittedSteps > 0 { permittedSteps -= 1 }
        disable(pending)
        let resource = pending.request.resource
        if let index = resource.pending.firstIndex(where: { $0 === pending }) {
            resource.pending.remove(at: index)
        }

        clock.takeStep(real: isControlled ? monotonicNanoseconds() : 0)
        var record = StepRecord(pending.request, thread: pending.thread)
        pending.takeEffect(&record)
        commit(record, site: pending.request.site)

        let isTimed = pending.deadline < .distantFuture && !pending.deadlineHasPassed
        pending.leave()
        if isTimed { deadlines.leave() }
        pending.wasGranted = true
        running += 1
        pending.thread.parker.unpark()
    }

    /// A step has been taken: the trace tells it, and those who wait for what it touched are asked again.
    private func commit(_ record: StepRecord, site: CallSite) {
        steps &+= 1
        let resource = record.resource
        resource.value = record.value
        resource.valueIsName = record.valueIsName
        publish(
            TraceEvent(
                time: now, thread: record.thread.id, kind: record.kind, activity: record.activity,
                resource: resource.id,
                holds: record.thread.held.last ?? .none, value: record.value,
                detail: record.valueIsName ? TraceEvent.valueIsName : record.detail, source: bus.intern(site),
                step: steps))
        if !resource.pending.isEmpty { reconsider(resource) }
        if let other = record.alsoTouched, !other.pending.isEmpty { reconsider(other) }
    }

    private func reject(_ record: inout StepRecord, _ error: any Error) {
        record.kind = .reject
        record.resource = nothing
        record.value = bus.intern("\(error)").number
        record.valueIsName = false
        record.detail = 0
    }

    /// Tells that a thread stands at an operation.
    func announce(_ pending: PendingOperation) {
        if unannounced === pending { unannounced = nil }
        guard pending.isWaiting, !pending.isAnnounced else { return }
        let request = pending.request
        let isReady = pending.enabledIndex != nil
        pending.isAnnounced = true
        pending.isAnnouncedReady = isReady
        let activity: Activity =
            switch (isReady, request.whileBlocked) {
            case (true, _): .ready
            case (false, .sleep): .sleeping
            case (false, .busy): .running
            case (false, _): .waiting
            }
        publish(
            TraceEvent(
                time: now, thread: pending.thread.id, kind: isReady ? .ready : request.whileBlocked,
                activity: activity,
                resource: request.resource.id, holds: pending.thread.held.last ?? .none,
                value: request.resource.value,
                detail: request.resource.valueIsName ? TraceEvent.valueIsName : 0,
                source: bus.intern(request.site), step: steps))
    }
}
