import Benchmark
import LaneCanvas
import LaneView
import ThreadTrace

/// What a frame of 200×60 with 1,000 lanes costs: drawn, and compared with the one before it.
///
/// The view follows the live edge: 138 columns of 100 ms, beside each of the visible lanes.
func frameBenchmarks() {
    let figures = [Figure("of 1,000,000 events", "µs", aim: 2_000), Figure("of 1,000 events", "µs")]
    claim(
        "Frame with 1,000 events in view, and none or a thousand times as many before them",
        figures + [Figure("1,000,000 against 1,000", "%", aim: 200)]
    ) { Film.compare(.longQuiet, .quiet) }
    claim(
        "Frame with 1,000,000 or 1,000 events in view",
        figures + [Figure("1,000,000 against 1,000", "%")]
    ) { Film.compare(.busy, .quiet) }
}

/// A trace, and the frames that a screen would show after its last event, a sixtieth of a second from each to the next.
private struct Film: Sendable {
    static let quiet = Film(events: 1_000, interval: .milliseconds(13))
    static let longQuiet = Film(events: 1_000_000, interval: .milliseconds(13))
    static let busy = Film(events: 1_000_000, interval: .microseconds(13))

    private static let frames = 60

    private let trace: Trace
    private let theme: Theme

    init(events: Int, interval: Duration) {
        trace = Trace(sample: events, interval: interval)
        theme = (try? Theme.builtIn().first) ?? .plain
    }

    /// Microseconds a frame of each, and the percentage that the first takes of the second.
    static func compare(_ long: Film, _ short: Film) -> [Double] {
        let costs = (long: long.play(), short: short.play())
        return [costs.long, costs.short, 100 * costs.long / costs.short]
    }

    /// Microseconds a frame.
    func play() -> Double {
        let screen = LaneScreen()
        var status = RunStatus(scenario: "sample", title: "Sample events", now: trace.end)
        var shown: Frame?
        let time = nanoseconds {
            for _ in 0..<Self.frames {
                let frame = screen.frame(
                    trace: trace, status: status, theme: theme, glyphs: .unicode,
                    size: Size(columns: 200, rows: 60))
                blackHole(frame.changes(since: shown))
                shown = frame
                status.now = status.now.advanced(by: .milliseconds(16))
            }
        }
        return time / 1_000 / Double(Self.frames)
    }
}
