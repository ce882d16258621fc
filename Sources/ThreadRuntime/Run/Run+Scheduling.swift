import ThreadTrace

/// Who goes next.
extension Run {
    /// Lets threads go on until nobody may: called whenever something has changed.
    func settle() {
        if isControlled {
            while !isClosed, running == 0, letOneGo() {}
        } else {
            while !isClosed, letOneGoInParallel() {}
        }
    }

    /// The next step of a controlled run, or a jump of its clock; false when it has to wait for something.
    ///
    /// The choice is made as soon as everyone stands at an operation, and kept while a pause or the pace holds it back: so
    /// neither changes what is chosen.
    private func letOneGo() -> Bool {
        let real = monotonicNanoseconds()
        wakeSleepers(at: clock.now(real: real))
        if chosen == nil, !enabled.isEmpty {
            do {
                chosen =
                    enabled[try scheduler.choose(among: Candidates(pending: enabled), step: Int(steps) + 1)]
            } catch {
                conclude(.failed("\(error)"))
                return false
            }
            if let arrival = unannounced, arrival !== chosen { announce(arrival) }
        }
        guard let chosen else { return passTime(real: real) }
        guard mayStep(reaching: clock.now(real: real), real: real) else { return false }
        grant(chosen)
        return true
    }

    /// The next step of a parallel run: whoever came first of those who can go.
    private func letOneGoInParallel() -> Bool {
        let real = monotonicNanoseconds()
        wakeSleepers(at: clock.now(real: real))
        if enabled.isEmpty, running == 0 { return passTime(real: real) }
        guard !clock.isPaused || permittedSteps > 0 else { return false }
        if enabled.isEmpty {
            if let deadline = deadlines.next() { driver.call(at: clock.real(at: deadline), monitor) }
            return false
        }
        do {
            let choice = try scheduler.choose(among: Candidates(pending: enabled), step: Int(steps) + 1)
            grant(enabled[choice])
            return true
        } catch {
            conclude(.failed("\(error)"))
            return false
        }
    }

    /// Nobody runs and nobody can go: time passes up to the next deadline, or nothing ever will.
    private func passTime(real: Int64) -> Bool {
        guard unfinished > 0 else { return false }
        guard let deadline = deadlines.next() else {
            concludeDeadlock()
            return false
        }
        let mayJump = isControlled || clock.speed == .max || clock.isPaused
        guard mayJump, mayStep(reaching: deadline, real: real) else {
            if !isControlled { driver.call(at: clock.real(at: deadline), monitor) }
            return false
        }
        clock.jump(to: deadline, real: real)
        return true
    }

    /// Whether the pause and the pace allow a step at `instant`; if it is only too early, the driver will see to it.
    private func mayStep(reaching instant: Instant, real: Int64) -> Bool {
        if clock.isPaused { return permittedSteps > 0 }
        if clock.mayReach(instant, real: real) { return true }
        driver.call(at: clock.real(at: instant), monitor)
        return false
    }

    private func wakeSleepers(at now: Instant) {
        while let pending = deadlines.popDue(at: now) {
            pending.deadlineHasPassed = true
            enable(pending)
        }
    }

    /// Asks those who wait for a resource whether they could go now. O(waiters).
    func reconsider(_ resource: Resource) {
        for pending in resource.pending {
            if pending.canGo() { enable(pending) } else { hold(pending) }
        }
    }

    /// It can not go now. Who was told to be ready, and sees another take what it came for, is told to wait.
    private func hold(_ pending: PendingOperation) {
        disable(pending)
        guard pending.isAnnouncedReady else { return }
        pending.isAnnounced = false
        announce(pending)
    }

    func enable(_ pending: PendingOperation) {
        guard pending.enabledIndex == nil else { return }
        pending.enabledIndex = enabled.count
        enabled.append(pending)
    }

    func disable(_ pending: PendingOperation) {
        guard let index = pending.enabledIndex else { return }
        pending.enabledIndex = nil
        let last = enabled.removeLast()
        guard last !== pending else { return }
        enabled[index] = last
        last.enabledIndex = index
    }
}
