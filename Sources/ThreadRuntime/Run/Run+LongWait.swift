import ThreadModel
import ThreadTrace

/// What keeps a run from going on.
extension Run {
    /// A thread that sleeps, waits or computes, for longer than anybody would watch, while no other can go.
    package struct LongWait: Hashable, Sendable {
        package let thread: String
        /// `sleeps`, `waits` or `computes`.
        package let word: String
        /// Real time until the run goes on, at its present speed.
        package let rest: Duration
    }

    /// Why nothing will happen for at least so long in real time; nil when something may. Of several threads the one that goes
    /// on first.
    package func longWait(of limit: Duration) -> LongWait? {
        withMonitor {
            guard verdict == nil, !execution.clock.isPaused, execution.enabledCount == 0 else { return nil }
            let computing = contexts.filter { $0.toCompute > .zero }
            // Others run their own code, and nobody knows for how long.
            guard computing.count == execution.running else { return nil }
            let real = monotonicNanoseconds()
            let now = shownTime(real: real)
            var first: (thread: ThreadID, word: String, rest: Duration)?
            for context in computing where context.toCompute < first?.rest ?? .nanoseconds(Int64.max) {
                first = (context.id, "computes", context.toCompute)
            }
            for thread in execution.alive {
                guard let deadline = execution.deadline(of: thread),
                    let request = execution.request(of: thread),
                    case let rest = now.duration(to: deadline), rest < first?.rest ?? .nanoseconds(Int64.max)
                else { continue }
                let word = [.sleep: "sleeps", .compute: "computes"][request.operation] ?? "waits"
                first = (thread, word, rest)
            }
            guard let first, execution.clock.speed != .max || first.word == "computes" else { return nil }
            let rest = Duration.nanoseconds(
                Int64(min(Double(first.rest.nanoseconds) / execution.clock.speed.factor, 9e18)))
            return rest < limit ? nil : LongWait(thread: name(of: first.thread), word: first.word, rest: rest)
        }
    }
}
