import ThreadRuntime
import ThreadTrace

/// What a program is told of an operation.
enum Answer {
    case yes
    case no
    case number(Int)
    case numbers([Int])
    /// There is nothing to be had.
    case nothing
    /// An arrival at a barrier whose action is to be carried out: the index and the round.
    case acts(index: Int, round: Int)
    case error(ThreadingError)

    /// The line that tells it.
    ///
    /// - Parameters:
    ///   - number: the request's own.
    ///   - now: where the run's clock stands.
    func line(_ number: Int?, at now: Instant) -> [UInt8] {
        var json = JSONOutput()
        json.raw("{\"n\":")
        json.number(number ?? 0)
        switch self {
        case .yes: json.raw(",\"ok\":true")
        case .no: json.raw(",\"ok\":false")
        case .nothing: json.raw(",\"ok\":null")
        case .number(let value):
            json.raw(",\"ok\":")
            json.number(value)
        case .numbers(let values):
            json.raw(",\"ok\":[")
            for (index, value) in values.enumerated() {
                if index > 0 { json.byte(",") }
                json.number(value)
            }
            json.byte("]")
        case .acts(let index, let round):
            json.raw(",\"ok\":")
            json.number(index)
            json.raw(",\"round\":")
            json.number(round)
        case .error(let error):
            json.raw(",\"error\":")
            json.text(Self.code(of: error))
            json.raw(",\"message\":")
            json.text("\(error)")
        }
        json.raw(",\"now\":")
        json.number(now.nanoseconds)
        json.raw("}\n")
        return json.bytes
    }

    /// What clients tell errors apart by.
    private static func code(of error: ThreadingError) -> String {
        switch error {
        case .outsideScenario: "outside"
        case .invalidArgument: "invalid"
        case .alreadyStarted: "already-started"
        case .notStarted: "not-started"
        case .joinsItself: "joins-itself"
        case .cannotStart: "cannot-start"
        case .notHeld: "not-held"
        case .tooManyReleases: "too-many-releases"
        case .brokenBarrier: "broken"
        case .queueFull: "full"
        case .queueEmpty: "empty"
        case .queueShutDown: "shut-down"
        case .tooManyTasksDone: "too-many-done"
        case .poolClosed: "pool-closed"
        case .poolBroken: "pool-broken"
        case .futureCancelled: "cancelled"
        case .timedOut: "timed-out"
        }
    }
}
