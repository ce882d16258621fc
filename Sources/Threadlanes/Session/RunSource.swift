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
    func report(selected: ThreadID?, at moment: ShownMoment?) -> RunReport
    /// Runs along the first steps, and then another way.
    ///
    /// - Parameter trace: of the run that is left.
    /// - Returns: what has happened in it up to where it stands.
    /// - Throws: `NoSuchWay` where it can not go there; the run goes on then that there was.
    func branch(_ branch: Branch, leaving trace: Trace) throws -> EventBatch
    /// Takes up another of the runs that there are, where it was left.
    ///
    /// - Returns: what has happened in it, where it had to be run once more.
    func visit(run: Int, leaving trace: Trace) throws -> EventBatch?
    /// - Parameter trace: what has been taken, for the names in an answer.
    /// - Returns: why it was not done, if it was not.
    func carryOut(_ effect: Effect, _ trace: Trace) throws -> String?
    /// Nobody will ask for anything any more but for the last events.
    func stop()
}

/// The moment that is shown.
struct ShownMoment {
    /// So many steps had been taken.
    let step: Int
    let isPast: Bool
    /// Who took the first so many steps, or all; nil where that is no longer kept. O(events), so to be asked once.
    let steps: (Int?) -> [ThreadID]?
}

/// Why a run can not go another way.
struct NoSuchWay: Error, CustomStringConvertible {
    let description: String
}

extension TraceSource: RunSource {
    /// A stream is nowhere.
    var file: String? { size == nil ? nil : path }

    func start() {}
    func stop() {}

    func branch(_ branch: Branch, leaving trace: Trace) throws -> EventBatch {
        throw NoSuchWay(description: "a saved run goes no other way")
    }

    func visit(run: Int, leaving trace: Trace) throws -> EventBatch? { nil }

    func report(selected: ThreadID?, at moment: ShownMoment?) -> RunReport {
        let listings = listings
        return RunReport(RunStatus(header, listings, now: now), listings: listings, hasEnded: hasEnded)
    }

    /// What has happened is played by the screen.
    func carryOut(_ effect: Effect, _ trace: Trace) -> String? { nil }
}
