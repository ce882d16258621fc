import Benchmark
import TestSupport
import ThreadAnalysis
import ThreadTrace

/// What an event costs whoever makes a trace of it.
func eventBenchmarks() {
    claim(
        "Appending 1,000,000 events on 1,000 lanes with 20 locks to a trace",
        [
            Figure("an event", "ns", aim: 50), Figure("an event into a plain array", "ns"),
        ]
    ) {
        let batches = Batches.sample
        return [batches.appendedToTrace(), batches.appendedToArray()]
    }
    claim(
        "Taking in 1,000,000 events on 1,000 lanes, of which the last 100,000 are kept, or all", samples: 10,
        [
            Figure("an event, the last kept", "ns"), Figure("an event, all kept", "ns"),
            Figure("what that is of the other", "%", aim: 250),
            Figure("the longest of 200 batches, the last kept", "µs"), Figure("the same, all kept", "µs"),
        ]
    ) {
        let batches = Batches.sample
        let (last, all) = (batches.takenIn(keepingLast: 100_000), batches.takenIn(keepingLast: nil))
        return [
            last.event, all.event, last.event / all.event * 100, last.longest / 1_000, all.longest / 1_000,
        ]
    }
}

/// A long run's events, in such batches as a screen takes them.
private struct Batches: Sendable {
    static let sample = Batches(count: 1_000_000, each: 5_000)

    private let definitions: EventBatch
    private let batches: [EventBatch]
    private let count: Int

    init(count: Int, each size: Int) {
        var events = SampleEvents(interval: .microseconds(10))
        definitions = events.definitions
        batches = (0..<count / size).map { _ in events.next(size) }
        self.count = count
    }

    /// Nanoseconds an event.
    func appendedToTrace() -> Double {
        var trace = Trace()
        trace.append(definitions)
        let time = nanoseconds { for batch in batches { trace.append(batch) } }
        blackHole(trace)
        return time / Double(count)
    }

    /// Nanoseconds an event, and of the batch that took longest.
    func takenIn(keepingLast limit: Int?) -> (event: Double, longest: Double) {
        var history = RunHistory(keepingLast: limit)
        _ = history.append(definitions)
        let times = batches.map { batch in nanoseconds { _ = history.append(batch) } }
        blackHole(history)
        return (times.reduce(0, +) / Double(count), times.max() ?? 0)
    }

    /// Nanoseconds an event, for an array that keeps the events and answers nothing.
    func appendedToArray() -> Double {
        var events: [Event] = []
        let time = nanoseconds { for batch in batches { for event in batch.events { events.append(event) } } }
        blackHole(events)
        return time / Double(count)
    }
}
