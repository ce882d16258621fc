import ThreadModel
import ThreadTrace

/// What a thread can ask about all threads, and do by itself. To be used on a scenario's threads.
public enum Threading {
    /// The calling thread.
    ///
    /// - Throws: `ThreadingError.outsideScenario` on a thread that is not a scenario's.
    public static var current: Thread {
        get throws {
            guard let thread = try context("current").thread else { throw RunCancelled() }
            return thread
        }
    }

    /// The main thread, also when it has ended.
    public static var main: Thread {
        get throws {
            let run = try context("main").run
            guard let thread = run.withMonitor({ run.main }) else { throw RunCancelled() }
            return thread
        }
    }

    /// How many threads have started and not ended, the main thread included.
    public static var activeCount: Int {
        get throws { try alive("activeCount", .unknown).count }
    }

    /// The threads that have started and not ended, in order of creation.
    public static func enumerate(file: StaticString = #fileID, line: UInt = #line) throws -> [Thread] {
        try alive("enumerate", CallSite(file, line))
    }

    private static func alive(_ what: String, _ site: CallSite) throws -> [Thread] {
        let run = try context(what).run
        _ = try run.perform(Request(.look), at: site)
        return run.withMonitor { run.execution.alive.compactMap { run.contexts[$0.index].thread } }
    }

    /// Waits for so long on the run's clock.
    ///
    /// - Throws: `ThreadingError.invalidArgument` for less than no time.
    public static func sleep(for duration: Duration, file: StaticString = #fileID, line: UInt = #line) throws
    {
        try pass(duration, .sleep, "sleep", CallSite(file, line))
    }

    /// Uses the processor for so long: as much processor time of this thread alone, at the run's speed. On the virtual clock
    /// of a controlled run, or at full speed, the same time passes there without any being used.
    ///
    /// - Throws: `ThreadingError.invalidArgument` for less than no time.
    public static func compute(for duration: Duration, file: StaticString = #fileID, line: UInt = #line)
        throws
    {
        let run = try context("compute").run
        let site = CallSite(file, line)
        guard run.hasRealTime, duration > .zero else { return try pass(duration, .compute, "compute", site) }
        run.burn(duration)
        // Its time has been used.
        _ = try run.perform(Request(.compute, limit: .atOnce), at: site)
    }

    private static func pass(
        _ duration: Duration, _ operation: Operation, _ what: String, _ site: CallSite
    ) throws {
        let run = try context(what).run
        guard duration >= .zero else {
            throw ThreadingError.invalidArgument("\(what): \(duration) is less than no time")
        }
        _ = try run.perform(Request(operation, limit: Limit(duration)), at: site)
    }

    /// The time since the run began, on its clock. A step, so that a loop that asks for it lets time go on.
    public static var elapsed: Duration {
        get throws {
            let run = try context("elapsed").run
            _ = try run.perform(Request(.look), at: .unknown)
            return Instant.zero.duration(to: run.currentTime)
        }
    }

    /// Called, by the thread itself, with an error that a thread's body threw and nobody caught, before the thread ends; as
    /// Python's `threading.excepthook`. The thread has failed all the same, and with it the run. Nil for none.
    ///
    /// - Throws: `ThreadingError.outsideScenario` on a thread that is not a scenario's.
    public static func setExceptionHook(_ hook: (@Sendable (Thread, any Error) -> Void)?) throws {
        let run = try context("setExceptionHook").run
        run.withMonitor { run.exceptionHook = hook }
    }

    private static func context(_ what: String) throws -> ThreadContext {
        guard let context = ThreadContext.current else { throw ThreadingError.outsideScenario(what) }
        return context
    }
}

extension Run {
    /// Whether computing takes the time it takes.
    fileprivate var hasRealTime: Bool {
        withMonitor { !execution.isControlled && execution.clock.speed != .max }
    }

    private func tell(toCompute duration: Duration) {
        withMonitor { ThreadContext.current?.toCompute = duration }
    }

    /// Keeps a processor busy until the calling thread has used `duration` of it on the run's clock, or the run is over.
    fileprivate func burn(_ duration: Duration) {
        var remaining = Double(duration.nanoseconds)
        var generator = SplitMix64(seed: 0)
        defer { tell(toCompute: .zero) }
        while remaining > 0 {
            tell(toCompute: .nanoseconds(Int64(min(remaining, 9e18))))
            guard let factor = waitWhilePaused() else { return }
            let start = processorNanoseconds()
            var sum: UInt64 = 0
            for _ in 0..<20_000 { sum ^= generator.next() }
            withExtendedLifetime(sum) {}
            remaining -= Double(processorNanoseconds() - start) * factor
        }
    }
}
