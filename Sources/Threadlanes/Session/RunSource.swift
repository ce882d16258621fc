import LaneView
import ThreadTrace

/// Where the events come from that lanes are drawn of, and what carries out the effects that concern it: a run that goes on, or a
/// saved trace of one.
protocol RunSource: AnyObject {
    /// The header of a file with these events.
    var header: TraceHeader { get }
    /// Where the events are already, if they are in a file.
    var file: String? { get }

    /// - Throws: when there is no thread to be had.
    func start() throws
    /// All events since the last call.
    func take() -> EventBatch
    /// What there is to tell beside the events. `selected` is the thread whose next operation is wanted, if any.
    func report(selected: ThreadID?) -> RunReport
    /// - Parameter trace: what has been taken, for the names in an answer.
    /// - Returns: why it was not done, if it was not.
    func carryOut(_ effect: Effect, _ trace: Trace) throws -> String?
    /// Nobody will ask for anything any more but for the last events.
    func stop()
}

extension TraceSource: RunSource {
    /// A stream is nowhere.
    var file: String? { size == nil ? nil : path }

    func start() {}
    func stop() {}

    func report(selected: ThreadID?) -> RunReport {
        let listings = listings
        return RunReport(RunStatus(header, listings, now: now), listings: listings, hasEnded: hasEnded)
    }

    /// What has happened is played by the screen.
    func carryOut(_ effect: Effect, _ trace: Trace) -> String? { nil }
}
