import LaneView
import ThreadModel
import ThreadTrace

/// Where the events come from that lanes are drawn of, and what carries out the commands that concern it: a run that goes on,
/// or a trace of one.
protocol LaneFeed: AnyObject {
    /// What the screen tells and the events do not. `selected` is the thread whose next operation is wanted, if any.
    func status(selected: ThreadID?) -> RunStatus
    /// Whether time goes on by itself: no pause holds it.
    var isPlaying: Bool { get }
    /// The header of a file with these events.
    var header: TraceHeader { get }
    /// Sources that came with the events.
    var listings: [String: String] { get }

    /// Where the events are already, if they are in a file.
    var file: String? { get }

    /// - Throws: when there is no thread to be had.
    func start() throws
    /// Whether what is shown changes even when nothing happens.
    ///
    /// - Parameters:
    ///   - isLive: whether the end of what is known is shown.
    ///   - isOver: whether nothing more will happen.
    func isMoving(isLive: Bool, isOver: Bool) -> Bool
    /// All events since the last call.
    func take() -> EventBatch
    /// So much real time has gone by since the last call.
    func elapse(_ time: Duration, _ screen: inout LaneScreen, _ trace: Trace)
    /// - Returns: why it was not done, if it was not.
    func carryOut(_ command: Command, _ trace: Trace) throws -> String?
    /// Nobody will ask for anything any more but for the last events.
    func stop()
}

extension LaneFeed {
    var file: String? { nil }

    /// Whether what is shown changes even when nothing happens: time goes on until the end of a run, whatever is shown of it.
    func isMoving(isLive: Bool, isOver: Bool) -> Bool { isPlaying && !isOver }

    func elapse(_ time: Duration, _ screen: inout LaneScreen, _ trace: Trace) {}
}

extension Speed {
    /// As the screen takes it: nil for no waiting.
    var shown: Double? {
        switch self {
        case .times(let factor): factor
        case .max: nil
        }
    }

    init(shown: Double?) { self = shown.map(Speed.times) ?? .max }
}
