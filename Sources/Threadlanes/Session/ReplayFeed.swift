import LaneView
import Synchronization
import ThreadModel
import ThreadTrace

/// A trace from a file, whole or still being written. The screen's cursor is the playhead.
final class ReplayFeed: LaneFeed {
    private let source: TraceSource
    private var isPaused: Bool
    private var speed: Speed

    init(_ source: TraceSource, speed: Speed, isPaused: Bool) {
        self.source = source
        self.speed = speed
        self.isPaused = isPaused
    }

    var header: TraceHeader { source.header }
    var listings: [String: String] { source.listings }
    /// A stream is nowhere.
    var file: String? { source.size == nil ? nil : source.path }
    var isPlaying: Bool { !isPaused }

    /// The playhead moves until it comes to the end, and that moves on while the trace is being written.
    func isMoving(isLive: Bool, isOver: Bool) -> Bool { isPlaying && !(isLive && source.hasEnded) }

    func start() {}

    func take() -> EventBatch { source.take() }

    func status(selected: ThreadID?) -> RunStatus {
        var status = RunStatus(
            source.header, source.listings, speed: speed.shown, isPaused: isPaused, now: source.now)
        status.isReplay = true
        return status
    }

    /// The playhead goes on. At the end it waits for more to come, or stops.
    func elapse(_ time: Duration, _ screen: inout LaneScreen, _ trace: Trace) {
        guard !isPaused else { return }
        switch speed {
        case .times(let factor):
            _ = screen.play(by: time * factor, trace: trace, status: status(selected: nil))
        case .max: _ = screen.play(by: .seconds(1e9), trace: trace, status: status(selected: nil))
        }
        if screen.isLive, source.hasEnded { isPaused = true }
    }

    func carryOut(_ command: Command, _ trace: Trace) -> String? {
        switch command {
        case .pause: isPaused = true
        case .resume, .restart: isPaused = false
        case .setSpeed(let factor): speed = Speed(shown: factor)
        default: break
        }
        return nil
    }

    func stop() {}
}
