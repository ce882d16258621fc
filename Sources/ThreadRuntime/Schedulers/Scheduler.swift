import ThreadTrace

/// Decides who goes next.
///
/// A run under a controlled scheduler is a function of the scenario and of what `choose` returns: so a scheduler must choose
/// the same again from the same candidates and the same steps before. One is made for each run.
package protocol Scheduler: Sendable {
    /// Whether one thread runs at a time, on virtual time. Otherwise steps take effect as the operating system brings them.
    var isControlled: Bool { get }

    /// The index of the one who goes next; never asked without candidates. `step` is the number of the step to be taken,
    /// counted from 1.
    ///
    /// - Throws: `ScheduleMismatch` when whom it wants can not go.
    mutating func choose(among candidates: Candidates, step: Int) throws(ScheduleMismatch) -> Int
}

/// A thread that can go, and what it is about to do.
package struct Candidate: Hashable, Sendable {
    package let thread: ThreadID
    package let kind: EventKind
    package let resource: ResourceID
    /// Ascending as threads came to their operations.
    package let arrival: Int
}

/// Those who can go, in no particular order but a reproducible one. Valid during `choose` only.
package struct Candidates: RandomAccessCollection {
    let pending: [PendingOperation]

    package var startIndex: Int { 0 }
    package var endIndex: Int { pending.count }

    package subscript(index: Int) -> Candidate {
        let operation = pending[index]
        return Candidate(
            thread: operation.thread.id, kind: operation.request.kind,
            resource: operation.request.resource.id,
            arrival: operation.arrival)
    }
}

/// A schedule that does not fit the scenario.
package struct ScheduleMismatch: Error, CustomStringConvertible {
    package let step: Int
    package let wanted: ThreadID

    package var description: String {
        "the schedule does not fit this scenario: step \(step) is thread \(wanted)'s, which can not go"
    }
}

/// Which scheduler a run is to have.
public enum Schedule: Hashable, Sendable {
    /// The operating system decides.
    case parallel
    /// Everyone who can go is equally likely; the seed decides.
    case random(seed: UInt64)
    /// Threads take turns, in order of creation.
    case roundRobin
    /// These threads, step by step, as another run had them.
    case replay([ThreadID])

    func makeScheduler() -> any Scheduler {
        switch self {
        case .parallel: ParallelScheduler()
        case .random(let seed): RandomScheduler(seed: seed)
        case .roundRobin: RoundRobinScheduler()
        case .replay(let threads): ReplayScheduler(threads)
        }
    }
}
