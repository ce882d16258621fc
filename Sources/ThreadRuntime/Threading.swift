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

    /// How many threads have started and not ended, the main thread included.
    public static var activeCount: Int {
        get throws { try alive("activeCount", CallSite("", 0)).count }
    }

    /// The threads that have started and not ended, in order of creation.
    public static func enumerate(file: StaticString = #fileID, line: UInt = #line) throws -> [Thread] {
        try alive("enumerate", CallSite(file, line))
    }

    private static func alive(_ what: String, _ site: CallSite) throws -> [Thread] {
        try context(what).run.step(.inspect, timeout: nil, site) { run in
            run.threads.compactMap { $0.life.isAlive ? $0.thread : nil }
        }
    }

    /// Waits for so long on the run's clock.
    public static func sleep(for duration: Duration, file: StaticString = #fileID, line: UInt = #line) throws
    {
        try context("sleep").run.pass(max(.zero, duration), .wake, whileBlocked: .sleep, CallSite(file, line))
    }

    /// Uses the processor for so long: as much processor time of this thread alone, at the run's speed. On the virtual clock
    /// of a controlled run, or at full speed, the same time passes there without any being used.
    public static func compute(for duration: Duration, file: StaticString = #fileID, line: UInt = #line)
        throws
    {
        let run = try context("compute").run
        let site = CallSite(file, line)
        guard run.hasRealTime else {
            try run.pass(max(.zero, duration), .compute, whileBlocked: .busy, site)
            return
        }
        run.burn(duration)
        try run.step(.compute, timeout: nil, site) { _ in }
    }

    /// The time since the run began, on its clock.
    public static var elapsed: Duration {
        get throws { Instant.zero.duration(to: try context("elapsed").run.currentTime) }
    }

    private static func context(_ what: String) throws -> ThreadContext {
        guard let context = ThreadContext.current else { throw ThreadingError.outsideScenario(what) }
        return context
    }
}

extension Run {
    /// One step that concerns no resource.
    fileprivate func step<Outcome>(
        _ kind: EventKind, timeout: Duration?, _ site: CallSite, effect: (Run) -> Outcome
    ) throws -> Outcome {
        try perform(Operation(kind: kind, resource: nothing, timeout: timeout, site: site), when: { true }) {
            _ in
            effect(self)
        }
    }

    /// One step that takes effect when so much time has passed.
    fileprivate func pass(
        _ duration: Duration, _ kind: EventKind, whileBlocked: EventKind, _ site: CallSite
    ) throws {
        let operation = Operation(
            kind: kind, resource: nothing, timeout: duration, site: site, whileBlocked: whileBlocked)
        try perform(operation, when: { false }, effect: { _ in })
    }

    /// Whether computing takes the time it takes.
    fileprivate var hasRealTime: Bool { monitor.withLock { !isControlled && clock.speed != .max } }

    /// Keeps a processor busy until the calling thread has used `duration` of it on the run's clock, or the run is over.
    fileprivate func burn(_ duration: Duration) {
        var remaining = Double(duration.nanoseconds)
        var generator = SplitMix64(seed: 0)
        while remaining > 0 {
            guard let factor = waitWhilePaused() else { return }
            let start = processorNanoseconds()
            var sum: UInt64 = 0
            for _ in 0..<20_000 { sum ^= generator.next() }
            withExtendedLifetime(sum) {}
            remaining -= Double(processorNanoseconds() - start) * factor
        }
    }
}
