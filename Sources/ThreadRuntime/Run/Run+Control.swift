import ThreadModel
import ThreadTrace

/// What a person at the keys can do with a run, at any moment.
extension Run {
    /// What the trace does not tell.
    package struct Status: Sendable {
        /// Where the clock stands; ahead of the trace while everyone waits.
        package var now: Instant
        /// At its end: whether it was paused when it came there.
        package var isPaused: Bool
        package var speed: Speed
        /// Who goes next, where that is already known.
        package var next: ThreadID?
        package var steps: Int
        /// How many steps a person has chosen, against what the strategy would have.
        package var byHand: Int
        /// Everyone stands, and nobody can go before time has passed.
        package var isIdle: Bool
        package var isOver: Bool
        /// With how many steps the scenario's dare was met.
        package var dareMetAt: Int?
    }

    /// How many deadlines are remembered, those included that nobody waits for any more.
    package var pendingDeadlines: Int { withMonitor { execution.pendingDeadlines } }

    /// The time on the run's execution.clock.
    var currentTime: Instant { withMonitor { execution.clock.now(real: real) } }

    package var status: Status {
        withMonitor {
            let real = monotonicNanoseconds()
            return Status(
                now: shownTime(real: real),
                isPaused: verdict == nil ? execution.clock.isPaused : steering.endedPaused,
                speed: execution.clock.speed,
                next: steering.chosen
                    ?? (execution.isControlled || !execution.clock.isPaused ? nil : execution.firstArrived)
                        ?? (execution.isControlled ? execution.nextToWake : nil),
                steps: Int(execution.steps), byHand: steering.byHand,
                isIdle: execution.running == 0 && execution.enabledCount == 0, isOver: verdict != nil,
                dareMetAt: steering.dare?.metAt)
        }
    }

    /// While everyone waits, time on screen goes on to the next deadline at its pace, though the virtual clock will jump.
    func shownTime(real: Int64) -> Instant {
        let now = execution.clock.now(real: real)
        guard execution.isControlled, verdict == nil, execution.running == 0, steering.chosen == nil,
            let deadline = execution.nextDeadline()
        else { return now }
        return max(now, min(execution.clock.paced(real: real), deadline))
    }

    /// Nothing takes effect and the clock stands still; threads that compute go on up to their next operation.
    package func pause() { set(isPaused: true) }

    package func resume() { set(isPaused: false) }

    private func standStill() {
        let real = monotonicNanoseconds()
        let shown = shownTime(real: real)
        execution.clock.set(isPaused: true, real: real)
        execution.clock.stand(at: shown)
    }

    private func set(isPaused: Bool) {
        withMonitor {
            guard verdict == nil, isPaused != execution.clock.isPaused else { return }
            if isPaused {
                standStill()
            } else {
                execution.clock.set(isPaused: false, real: monotonicNanoseconds())
            }
            steering.permittedSteps = 0
            dispatch()
            driver.call(monitor)
        }
    }

    package func set(speed: Speed) {
        withMonitor {
            guard verdict == nil else { return }
            execution.clock.set(speed: speed, real: monotonicNanoseconds())
            dispatch()
            driver.call(monitor)
        }
    }

    /// Pauses if need be, and lets exactly one operation take effect: now, or as soon as a thread that computes comes to one.
    /// When everyone sleeps, time jumps to the next who wakes.
    package func step() {
        withMonitor {
            guard verdict == nil else { return }
            if !execution.clock.isPaused { standStill() }
            steering.permittedSteps += 1
            dispatch()
            driver.call(monitor)
        }
    }

    /// Pauses if need be, and takes so many steps as fast as it can, whatever the speed: one begins at once, and so on.
    package func step(times: Int) {
        withMonitor {
            guard verdict == nil else { return }
            if !execution.clock.isPaused { standStill() }
            steering.permittedSteps += times
            dispatch()
            driver.call(monitor)
        }
    }

    /// Waits until so many steps have been taken and everyone stands, or the run is over; no longer than this.
    ///
    /// - Returns: whether that is so.
    package func stands(behind steps: Int, within timeout: Duration) -> Bool {
        let deadline = monotonicNanoseconds() + timeout.nanoseconds
        return monitor.withLock {
            while true {
                if verdict != nil || execution.steps >= steps && execution.running == 0 { return true }
                let now = monotonicNanoseconds()
                guard now < deadline else { return false }
                // Nobody signals that a step was taken.
                monitor.wait(until: min(now + Self.standingInterval, deadline))
            }
        }
    }

    /// How often it is looked whether everyone stands: 0.2 ms.
    private static let standingInterval: Int64 = 200_000

    /// Why a thread can not be stepped by itself.
    package enum StepRefusal: Hashable, Sendable {
        case notStarted
        case ended
        /// It runs its own code up to its next operation.
        case computes
        case waits(ResourceID)
        /// Letting it wake would be letting time pass for everyone.
        case sleeps(until: Instant)
        /// The same of processor time that is used up on a virtual clock.
        case isBusy(until: Instant)
    }

    /// Pauses if need be, and lets the operation of this thread take effect, whoever the scheduler has chosen. The trace tells that
    /// somebody chose it, so that the schedule of such a run is known.
    ///
    /// - Returns: nil when it was done, or why it can not be.
    package func step(_ id: ThreadID) -> StepRefusal? {
        withMonitor {
            guard contexts.indices.contains(id.index), verdict == nil, !execution.hasEnded(id) else {
                return .ended
            }
            guard execution.isAlive(id) else { return .notStarted }
            if !execution.clock.isPaused { standStill() }
            guard let request = execution.request(of: id), !execution.isControlled || execution.running == 0
            else { return .computes }
            guard execution.isEnabled(id) else {
                let end = execution.deadline(of: id) ?? .distantFuture
                return switch request.operation {
                case .sleep: .sleeps(until: end)
                case .compute: .isBusy(until: end)
                default: .waits(request.resource)
                }
            }
            let real = self.real
            // The scheduler is asked once before each step, whoever decides.
            if execution.isControlled, choose(real) != id, verdict == nil {
                execution.tellSteering(id, real: real)
                steering.byHand += 1
            }
            if verdict == nil {
                grant(id, real)
                dispatch()
            }
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
        withMonitor {
            guard let request = execution.request(of: id) else { return nil }
            let site = bus.callSite(request.site)
            return ThreadOperation(
                kind: request.operation.event, resource: request.resource,
                place: site.isUnknown ? nil : SourceLocation(file: site.file, line: site.line),
                canGo: execution.isEnabled(id))
        }
    }

    /// What everyone could do next, or why not, and what would follow if one of them went; nil while somebody runs their own code, or
    /// when the run is over. O(threads + resources).
    package func choices(
        previewing thread: ThreadID?
    ) -> (step: Int, choices: [Choice], consequence: Consequence)? {
        withMonitor {
            guard verdict == nil, execution.isControlled, execution.running == 0 else { return nil }
            return (
                Int(execution.steps), execution.choices, thread.map(execution.consequence) ?? Consequence()
            )
        }
    }

    /// What has been said of the run, beside its trace, since somebody last took it: sentences without a full stop.
    package func takeNotes() -> [String] {
        withMonitor {
            defer { notes = [] }
            return notes
        }
    }

    /// Ends the run: every thread's operation throws `RunCancelled`, now or when it comes to one.
    package func cancel() {
        withMonitor { conclude(.cancelled) }
    }
}
