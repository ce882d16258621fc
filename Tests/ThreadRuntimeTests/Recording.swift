import ThreadModel
import ThreadRuntime
import ThreadTrace

/// A run whose trace is at hand while it goes on and after it has ended.
final class Recording: Sendable {
    let run: Run
    private let subscription: Subscription
    private let state = Guarded(Trace())

    init(
        _ schedule: Schedule = .parallel, speed: Speed = .max, isPaused: Bool = false,
        _ body: @escaping @Sendable () throws -> Void
    ) {
        run = Run(
            Scenario("test", title: "", summary: "", body: body), schedule: schedule, speed: speed,
            isPaused: isPaused)
        subscription = run.subscribe()
    }

    /// The trace up to now.
    var trace: Trace {
        state.withLock {
            $0.append(subscription.take())
            return $0
        }
    }

    /// Runs it from its start to its end.
    @discardableResult
    func finish() throws -> Verdict {
        try run.start()
        return run.wait()
    }

    var events: [ThreadTrace.Event] {
        let trace = trace
        return (0..<trace.count).map { trace[$0] }
    }

    /// The messages, in order.
    var messages: [String] {
        let trace = trace
        return (0..<trace.messageCount).map { trace[trace.message($0).name] }
    }

    /// Waits until the trace is as `condition` says, for as long as no machine is slow enough to need.
    func wait(until condition: (Trace) -> Bool) -> Bool {
        for _ in 0..<20_000 {
            if condition(trace) { return true }
            pause(milliseconds: 1)
        }
        return false
    }

    /// The thread with this name.
    func thread(_ name: String) -> ThreadID {
        let trace = trace
        return trace.threadIDs.first { trace[$0]?.name == name } ?? .runtime
    }
}

/// Every schedule that a test of behaviour has to hold under.
let schedules: [Schedule] = [.parallel, .roundRobin] + (0..<20).map { .random(seed: $0) }
