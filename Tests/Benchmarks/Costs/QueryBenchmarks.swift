import Benchmark
import TestSupport
import ThreadTrace

/// What a question about a trace of a million events costs, beside the same question about a thousand.
func queryBenchmarks() {
    claim(
        "Questions about the present and the past, 1,000 lanes",
        Question.allCases.flatMap { question in
            [
                Figure("\(question.rawValue), 1,000,000 events", "ns"),
                Figure("\(question.rawValue), 1,000 events", "ns"),
            ]
        }
    ) {
        Question.allCases.flatMap { [Library.long.answer($0), Library.short.answer($0)] }
    }
}

private enum Question: String, CaseIterable {
    case present = "a thread's state now"
    case past = "a thread's state at a moment of the past"
    case holder = "who held a lock at a moment of the past"
    case waiters = "who waited for a lock at a moment of the past"
    case columns = "138 columns of a lane"

    /// How often a sample asks it.
    var count: Int {
        switch self {
        case .present, .past, .holder: 10_000
        case .waiters, .columns: 200
        }
    }
}

/// A trace to be asked about, of as many events as it says within the same 13 seconds.
private struct Library: Sendable {
    static let long = Library(events: 1_000_000)
    static let short = Library(events: 1_000)

    private let trace: Trace

    init(events: Int) { trace = Trace(sample: events, interval: .seconds(13) / events) }

    /// Nanoseconds for an answer, asked about any thread, lock and moment.
    func answer(_ question: Question) -> Double {
        var generator = SplitMix64(seed: 7)
        let time = nanoseconds {
            for _ in 0..<question.count {
                let thread = ThreadID(.random(in: 1...1_000, using: &generator))
                let lock = ResourceID(.random(in: 1...20, using: &generator))
                let position = Int.random(in: 0..<trace.count, using: &generator)
                switch question {
                case .present: blackHole(trace.now.state(of: thread))
                case .past: blackHole(trace.moment(at: position).state(of: thread))
                case .holder: blackHole(trace.moment(at: position).holder(of: lock))
                case .waiters: blackHole(trace.moment(at: position).waiters(of: lock))
                case .columns: blackHole(columns(of: thread))
                }
            }
        }
        return time / Double(question.count)
    }

    private func columns(of thread: ThreadID) -> [LaneColumn?] {
        trace.columns(
            of: thread, over: TimeColumns(start: .zero, width: .milliseconds(100), count: 138),
            until: trace.end)
    }
}
