import ThreadTrace

/// How fast a run's clock goes.
public enum Speed: Hashable, Sendable {
    /// So many seconds of the run in a second of real time.
    case times(Double)
    /// Nobody waits: whenever all threads would, the clock jumps to the next deadline.
    case max

    /// Real time first, then how often one doubles or halves it.
    public static let normal = Speed.times(1)

    var factor: Double {
        switch self {
        case .times(let factor): factor
        case .max: 1
        }
    }
}

/// A run's clock as a value; real time, in monotonic nanoseconds, is always an argument.
///
/// *Parallel* runs read it as real time × speed, standing still while paused. *Virtual* time, of controlled runs, moves only
/// by what the run does: a little with each step, and by a jump to the next deadline when nobody can go. Real time × speed is
/// then merely the pace that virtual time must not run ahead of.
struct RunClock: Sendable {
    /// What a step takes on the virtual clock. Were it nothing, a thread that polls would stop time for all the others.
    static let stepCost = Duration.microseconds(100)
    /// The virtual clock's timer resolution: those who wake within the same tick become ready together, and the scheduler
    /// chooses among them, as with the jitter of a real kernel's timers.
    static let tick = Duration.milliseconds(10)
    /// How far virtual time may run ahead of its pace, so that not every step waits for the driver.
    private static let slack = Duration.milliseconds(2)

    let isVirtual: Bool
    private(set) var speed: Speed
    private(set) var isPaused: Bool
    private var virtualNow = Instant.zero
    /// Paced time was `anchor` when real time was `anchorReal`.
    private var anchor = Instant.zero
    private var anchorReal: Int64

    init(isVirtual: Bool, speed: Speed, isPaused: Bool, real: Int64) {
        self.isVirtual = isVirtual
        self.speed = speed
        self.isPaused = isPaused
        anchorReal = real
    }

    func now(real: Int64) -> Instant { isVirtual ? virtualNow : paced(real: real) }

    /// Where the pace has come to.
    func paced(real: Int64) -> Instant {
        if isPaused { return anchor }
        let elapsed = Double(real - anchorReal) * speed.factor
        // 127 years are as good as never, and fit.
        return anchor.advanced(byNanoseconds: Int64(min(elapsed, 4e18)))
    }

    /// Whether virtual time may go on to `instant` by now.
    func mayReach(_ instant: Instant, real: Int64) -> Bool {
        speed == .max || instant <= paced(real: real).advanced(by: Self.slack)
    }

    /// The real time at which the pace comes to `instant`; nil while it stands still.
    func real(at instant: Instant) -> Int64? {
        guard !isPaused, speed.factor > 0 else { return nil }
        let nanoseconds = Double(instant.nanoseconds - anchor.nanoseconds) / speed.factor
        return nanoseconds > 4e18 ? nil : anchorReal + Int64(nanoseconds.rounded(.up))
    }

    /// The first instant at which a wait of `duration` from `start` may end.
    func deadline(_ duration: Duration, from start: Instant) -> Instant {
        let exact = start.advanced(by: duration)
        guard isVirtual, exact < .distantFuture else { return exact }
        let tick = Self.tick.nanoseconds
        let remainder = exact.nanoseconds % tick
        return remainder == 0 ? exact : exact.advanced(by: .nanoseconds(tick - remainder))
    }

    /// Virtual time goes on by the cost of a step.
    mutating func takeStep(real: Int64) {
        guard isVirtual else { return }
        virtualNow = virtualNow.advanced(by: Self.stepCost)
        keepPace(real: real)
    }

    /// Nobody can go before `instant`: it is now.
    mutating func jump(to instant: Instant, real: Int64) {
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
    mutating func keepPace(real: Int64) {
        guard isVirtual, isPaused || paced(real: real) > virtualNow else { return }
        anchor = virtualNow
        anchorReal = real
    }

    mutating func set(speed: Speed, real: Int64) {
        anchor = paced(real: real)
        anchorReal = real
        self.speed = speed
    }

    /// The pace of virtual time stands where the screen showed it, and not where it would have been a moment later.
    mutating func stand(at shown: Instant) {
        if isVirtual, isPaused { anchor = shown }
    }

    mutating func set(isPaused: Bool, real: Int64) {
        anchor = paced(real: real)
        anchorReal = real
        self.isPaused = isPaused
    }
}
