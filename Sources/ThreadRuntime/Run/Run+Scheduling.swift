import ThreadModel
import ThreadTrace

/// Who goes next, and when.
extension Run {
    /// Dispatch: steps are taken, and time passes, until nobody may go on. Called whenever something has changed.
    func dispatch() {
        while verdict == nil, advance() {}
        publish()
    }

    /// One transition, which is a step or a jump of the clock; false when the run has to wait for something.
    private func advance() -> Bool {
        if bus.isFull { return false }
        let real = self.real
        switch execution.standing(real: real) {
        case .over: return false
        case .running:
            if !execution.isControlled, !execution.clock.isPaused, let deadline = execution.nextDeadline() {
                driver.call(at: execution.clock.real(at: deadline), monitor)
            }
            return false
        case .choosing: return execution.isControlled ? stepByChoice(real) : stepInOrderOfArrival(real)
        case .idle(let deadline): return passTime(to: deadline, real)
        case .waitingOutside: return false
        case .stuck:
            conclude(.deadlocked(execution.tellDeadlock(real: real)))
            return false
        case .finished:
            conclude(.finished)
            return false
        }
    }

    /// A controlled step. The choice is made as soon as everyone stands at an operation, and kept while a pause or the pace holds it
    /// back: so neither changes what is chosen.
    private func stepByChoice(_ real: Int64) -> Bool {
        guard let chosen = choose(real) else { return false }
        // Where real time has no say, neither pause nor pace do.
        guard !execution.clock.needsRealTime || mayStep(reaching: execution.clock.now(real: real), real)
        else { return false }
        grant(chosen, real)
        // Its thread runs its own code from now on.
        return execution.running == 0
    }

    /// Who goes next in a controlled run, where everyone stands and somebody can go; nil for nobody yet, or when the schedule does
    /// not fit.
    func choose(_ real: Int64) -> ThreadID? {
        if let chosen = steering.chosen { return chosen }
        if execution.away > 0, execution.isAway(nextInPrefix) { return nil }
        steering.dare?.look(situation)
        do throws(ScheduleMismatch) {
            steering.chosen = try execution.ask(&steering.scheduler)
        } catch {
            conclude(.mismatched(error))
        }
        if let chosen = steering.chosen { execution.choose(chosen, real: real) }
        return steering.chosen
    }

    /// Whose step is given next, if one is: should it wait outside, it is waited for.
    private var nextInPrefix: ThreadID? {
        let (steps, prefix) = (Int(execution.steps), schedule.prefix)
        return steps < prefix.count ? prefix[steps] : nil
    }

    /// A step of a parallel run, in order of arrival: whoever came first of those who can go.
    private func stepInOrderOfArrival(_ real: Int64) -> Bool {
        guard !execution.clock.isPaused || steering.permittedSteps > 0, let first = execution.firstArrived
        else {
            return false
        }
        grant(first, real)
        return true
    }

    /// Lets a standing operation take effect and its thread go on.
    func grant(_ thread: ThreadID, _ real: Int64) {
        if let limit = steering.maxSteps, execution.steps >= limit { return conclude(.cutOff(steps: limit)) }
        steering.chosen = nil
        steering.dare?.take(thread, situation)
        if steering.permittedSteps > 0 { steering.permittedSteps -= 1 }
        let context = contexts[thread.index]
        if let text = context.text {
            execution.set(name: number(text, execution.lastRequest(of: thread)), of: thread)
            context.text = nil
        }
        wake(context, execution.take(thread, real: real))
    }

    /// Nobody runs and nobody can go: time passes up to the next deadline.
    private func passTime(to deadline: Instant, _ real: Int64) -> Bool {
        let mayJump = execution.isControlled || execution.clock.speed == .max || execution.clock.isPaused
        guard mayJump, mayStep(reaching: deadline, real) else {
            if !execution.isControlled { driver.call(at: execution.clock.real(at: deadline), monitor) }
            return false
        }
        execution.clock.jump(to: deadline, real: real)
        return true
    }

    /// Whether the pause and the pace allow a step at `instant`; if it is only too early, the driver will see to it.
    private func mayStep(reaching instant: Instant, _ real: Int64) -> Bool {
        if execution.clock.isPaused { return steering.permittedSteps > 0 }
        if execution.clock.mayReach(instant, real: real) { return true }
        driver.call(at: execution.clock.real(at: instant), monitor)
        return false
    }
}
