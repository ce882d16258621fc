import ThreadTrace

/// How fast a run's clock goes.
package enum Speed: Hashable, Sendable {
    /// So many seconds of the run in a second of real time.
    case times(Double)
    /// Nobody waits: whenever all threads would, the clock jumps to the next deadline.
    case max

    /// Real time first, then how often one doubles or halves it.
    package static let normal = Speed.times(1)

    package var factor: Double {
        switch self {
        case .times(let factor): factor
        case .max: 1
        }
    }
}

/// What moves a run's clock.
package enum ClockPolicy: Hashable, Sendable {
    /// Real time × speed, standing still while paused: for parallel runs.
    case monotonic
    /// What the run does: a little with each step, and a jump to the next deadline when nobody can go. Real time × speed is merely
    /// the pace that it must not run ahead of.
    case virtual
    /// Nothing but the ends of waits: steps cost no time, and who sleeps or waits with a timeout may wake at any moment after, so
    /// that no order of events hides behind a delay. For searching.
    case free
}

/// A run's clock as a value; real time, in monotonic nanoseconds, is always an argument.
package struct RunClock: Hashable, Sendable {
    /// What a step takes on the virtual clock when only one thread can go: with several, each takes its share, as if each had a
    /// processor. Were it nothing, a thread that polls would stop time for all the others.
    package static let stepCost = Duration.microseconds(100)
    private static let stepNanoseconds = stepCost.nanoseconds
    /// The virtual clock's timer resolution: those who wake within the same tick become ready together, and the scheduler
    /// chooses among them, as with the jitter of a real kernel's timers.
    package static let tick = Duration.milliseconds(10)
    private static let tickNanoseconds = tick.nanoseconds
    /// How far virtual time may run ahead of its pace, so that not every step waits for the driver.
    private static let slack = Duration.milliseconds(2)

    package let policy: ClockPolicy
    package private(set) var speed: Speed { didSet { needsRealTime = asksForRealTime } }
    package private(set) var isPaused: Bool { didSet { needsRealTime = asksForRealTime } }
    /// Whether real time goes by without counting, although nobody paused it.
    private var isHeld: Bool
    /// Whether real time has a say at all: nobody need ask for it otherwise. Known at every step, so not worked out then.
    package private(set) var needsRealTime = true
    /// The time of a clock that real time does not move.
    private var virtualNow = Instant.zero
    /// Paced time was `anchor` when real time was `anchorReal`.
    private var anchor = Instant.zero
    private var anchorReal: Int64

    package init(
        _ policy: ClockPolicy, speed: Speed, isPaused: Bool, isHeld: Bool = false, real: Int64
    ) {
        self.policy = policy
        self.speed = speed
        self.isPaused = isPaused
        self.isHeld = isHeld
        anchorReal = real
        needsRealTime = asksForRealTime
    }

    private var isVirtual: Bool { policy != .monotonic }

    private var asksForRealTime: Bool { !isVirtual || speed != .max || isPaused }

    package func now(real: Int64) -> Instant { isVirtual ? virtualNow : paced(real: real) }

    /// Where the pace has come to.
    package func paced(real: Int64) -> Instant {
        if isPaused || isHeld { return anchor }
        if isVirtual, speed == .max { return virtualNow }
        let elapsed = Double(real - anchorReal) * speed.factor
        // 127 years are as good as never, and fit.
        return anchor.advanced(byNanoseconds: Int64(min(elapsed, 4e18)))
    }

    /// Whether virtual time may go on to `instant` by now.
    package func mayReach(_ instant: Instant, real: Int64) -> Bool {
        speed == .max || instant <= paced(real: real).advanced(by: Self.slack)
    }

    /// The real time at which the pace comes to `instant`; nil while it stands still.
    package func real(at instant: Instant) -> Int64? {
        guard !isPaused, !isHeld, speed.factor > 0 else { return nil }
        let nanoseconds = Double(instant.nanoseconds - anchor.nanoseconds) / speed.factor
        return nanoseconds > 4e18 ? nil : anchorReal + Int64(nanoseconds.rounded(.up))
    }

    /// The first instant at which a wait of `duration` from `start` may end.
    package func deadline(_ nanoseconds: Int64, from start: Instant) -> Instant {
        let exact = start.advanced(byNanoseconds: nanoseconds)
        guard policy == .virtual, exact < .distantFuture else { return exact }
        let remainder = exact.nanoseconds % Self.tickNanoseconds
        return remainder == 0 ? exact : exact.advanced(byNanoseconds: Self.tickNanoseconds - remainder)
    }

    /// Virtual time goes on by a step's share, of so many threads that can go.
    package mutating func takeStep(sharedBy threads: Int = 1, real: Int64) {
        guard policy == .virtual else { return }
        virtualNow = virtualNow.advanced(
            byNanoseconds: threads > 1 ? Self.stepNanoseconds / Int64(threads) : Self.stepNanoseconds)
        keepPace(real: real)
    }

    /// Nobody can go before `instant`: it is now.
    package mutating func jump(to instant: Instant, real: Int64) {
        guard instant > now(real: real) else { return }
        if isVirtual {
            virtualNow = instant
            keepPace(real: real)
        } else {
            anchor = instant
            anchorReal = real
        }
    }

    /// Time lost by computing is not caught up: the next wait takes as long as it says.
    package mutating func keepPace(real: Int64) {
        guard isVirtual, isPaused || (speed != .max && paced(real: real) > virtualNow) else { return }
        anchor = virtualNow
        anchorReal = real
    }

    package mutating func set(speed: Speed, real: Int64) {
        anchor = paced(real: real)
        anchorReal = real
        self.speed = speed
    }

    /// Real time does not count, or does again: before a run begins, and while a program is started that has done nothing yet.
    package mutating func set(isHeld: Bool, real: Int64) {
        anchor = paced(real: real)
        anchorReal = real
        self.isHeld = isHeld
    }

    /// The pace of virtual time stands where the screen showed it, and not where it would have been a moment later.
    package mutating func stand(at shown: Instant) {
        if isVirtual, isPaused { anchor = shown }
    }

    package mutating func set(isPaused: Bool, real: Int64) {
        anchor = paced(real: real)
        anchorReal = real
        self.isPaused = isPaused
    }
}
