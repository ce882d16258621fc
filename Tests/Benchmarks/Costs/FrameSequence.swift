import Benchmark
import LaneCanvas
import LaneView
import TestSupport
import ThreadAnalysis
import ThreadTrace
import Themes

/// A trace, and the frames of 200×60 that a screen would show after its last event, a sixtieth of a second from each to the next.
struct FrameSequence: Sendable {
    private static let frames = 60
    private static let size = Size(columns: 200, rows: 60)

    private let trace: Trace
    private let analysis: RunAnalysis
    private let theme: Theme

    init(events: Int, lanes: Int = 1_000, interval: Duration) {
        trace = Trace(sample: events, lanes: lanes, interval: interval)
        analysis = RunAnalysis(trace)
        theme = (try? Theme.builtIn().first) ?? .plain
    }

    /// Microseconds a frame: drawn, and compared with the one before it.
    ///
    /// - Parameters:
    ///   - preparation: what the user did before.
    ///   - action: what the user does before each frame, its cost counted in; the run is paused meanwhile, because then the
    ///     screen spares itself the least. nil to look on.
    func cost(after preparation: [Action] = [], doing action: Action? = nil) -> Double {
        var screen = LaneScreen()
        var status = RunStatus(
            scenario: "sample", title: "Sample events", isPaused: action != nil, now: trace.end)
        for action in preparation { apply(action, to: &screen, status) }
        var shown: Frame?
        let time = nanoseconds {
            for _ in 0..<Self.frames {
                if let action { apply(action, to: &screen, status) }
                let frame = screen.nextFrame(
                    trace: trace, status: status, analysis: analysis, theme: theme, glyphs: .unicode,
                    size: Self.size)
                blackHole(FrameUpdate(frame, since: shown))
                shown = frame
                if action == nil { status.now = status.now.advanced(by: .milliseconds(16)) }
            }
        }
        return time / 1_000 / Double(Self.frames)
    }

    private func apply(_ action: Action, to screen: inout LaneScreen, _ status: RunStatus) {
        let command = screen.apply(
            action, trace: trace, status: status, analysis: analysis, size: Self.size)
        precondition(command == nil, "the screen alone was asked")
    }

    /// Microseconds a frame of each, and the percentage that the first takes of the second.
    static func compare(_ long: FrameSequence, _ short: FrameSequence) -> [Double] {
        let costs = (long: long.cost(), short: short.cost())
        return [costs.long, costs.short, 100 * costs.long / costs.short]
    }
}
