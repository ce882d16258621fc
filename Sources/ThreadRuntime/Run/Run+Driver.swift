import ThreadModel
import ThreadTrace

/// What the driver has to do.
struct DriverState {
    /// The driver itself, until somebody has joined it.
    var thread: OSThread?
    /// Threads of the system that have been started and not joined.
    var spawned = 0
    /// Those of them that are about to end.
    var ended: [OSThread] = []
    private(set) var isCalled = false
    private(set) var callTime = Int64.max

    /// Has the driver look again, now.
    mutating func call(_ monitor: Monitor) {
        isCalled = true
        monitor.signalAll()
    }

    /// Has the driver look again at a monotonic time; nil is never.
    mutating func call(at real: Int64?, _ monitor: Monitor) {
        guard let real, real < callTime else { return }
        callTime = real
        monitor.signalAll()
    }

    /// Whether it is time to look, which is then forgotten.
    mutating func takeCall(real: Int64) -> Bool {
        guard isCalled || callTime <= real else { return false }
        isCalled = false
        callTime = .max
        return true
    }
}

/// The thread beside the scenario's own: it lets them go on when time has passed, and joins them when they have ended.
extension Run {
    func drive() {
        monitor.lock()
        defer { monitor.unlock() }
        while true {
            if !driver.ended.isEmpty {
                join()
            } else if verdict != nil, driver.spawned == 0 {
                return
            } else if driver.takeCall(real: monotonicNanoseconds()) {
                dispatch()
            } else {
                monitor.wait(until: driver.callTime == .max ? nil : driver.callTime)
            }
        }
    }

    /// Joins what has ended, outside the monitor: an ending thread passes it once more.
    private func join() {
        let ended = driver.ended
        driver.ended = []
        monitor.unlock()
        for thread in ended { thread.join() }
        monitor.lock()
        driver.spawned -= ended.count
        monitor.signalAll()
    }

    /// Waits until every thread has ended and the system has its memory back.
    ///
    /// - Returns: how the run ended; `cancelled` for one that never started.
    @discardableResult
    package func wait() -> Verdict {
        let thread = monitor.withLock {
            let thread = driver.thread
            driver.thread = nil
            return thread
        }
        thread?.join()
        return monitor.withLock {
            exceptionHook = nil
            return verdict ?? .cancelled
        }
    }

    /// Cancels the run if it is not over, and waits for its threads to end, but not for ever: a scenario can compute without
    /// ever coming to an operation.
    ///
    /// - Returns: whether all of them have ended.
    @discardableResult
    package func end(within timeout: Duration) -> Bool {
        cancel()
        let deadline = monotonicNanoseconds() + min(max(timeout.nanoseconds, 0), 1 << 60)
        let hasEnded = monitor.withLock {
            while driver.spawned > 0, monotonicNanoseconds() < deadline { monitor.wait(until: deadline) }
            return driver.spawned == 0
        }
        if hasEnded { wait() }
        return hasEnded
    }

    /// Waits, on a thread that computes, while the run is paused; a step that has been asked for counts as going on, as it can
    /// only be taken once the thread has come to its next operation.
    ///
    /// - Returns: the speed, or nil when the run is over.
    func waitWhilePaused() -> Double? {
        monitor.withLock {
            while execution.clock.isPaused, steering.permittedSteps == 0, verdict == nil { monitor.wait() }
            return verdict != nil ? nil : execution.clock.speed.factor
        }
    }

    /// How many threads of the system the run has that have not been joined, its driver aside.
    package var systemThreads: Int { monitor.withLock { driver.spawned } }
}
