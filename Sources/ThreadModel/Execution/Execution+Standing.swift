import ThreadTrace

/// How things stand: what has to happen next.
extension Execution {
    package enum Standing: Hashable, Sendable {
        /// Threads run their own code; in a controlled run nobody else may go meanwhile.
        case running
        /// Somebody can go, and is to be chosen.
        case choosing
        /// Nobody can go before this instant.
        case idle(until: Instant)
        /// Nobody can go, and nobody will wake before something has happened outside.
        case waitingOutside
        /// Nobody can go, and nobody will wake.
        case stuck
        /// Every thread that is not a daemon has ended.
        case finished
        /// It has been concluded.
        case over
    }

    /// How things stand now: whose deadline has come can go.
    package mutating func standing(real: Int64) -> Standing {
        if ending != nil { return .over }
        if deadlines.count > 0 { expire(real: real) }
        if isControlled, running > 0 { return .running }
        if unfinished == 0 { return .finished }
        if enabledCount > 0 { return .choosing }
        if running > 0 { return .running }
        if let deadline = deadlines.next(among: threads) { return .idle(until: deadline) }
        return away > 0 ? .waitingOutside : .stuck
    }

    /// The next deadline that somebody waits for.
    package mutating func nextDeadline() -> Instant? { deadlines.next(among: threads) }

    private mutating func expire(real: Int64) {
        let now = clock.now(real: real)
        while let thread = deadlines.popDue(at: now, among: threads) {
            threads[thread.index].hasExpired = true
            enable(thread.number)
        }
    }

    /// Where nobody can go before time has passed: whose wait ends first, unless several end at once. O(threads).
    package var nextToWake: ThreadID? {
        guard running == 0, enabledCount == 0 else { return nil }
        var first: (deadline: Instant, thread: ThreadID?) = (.distantFuture, nil)
        for index in threads.indices where threads[index].isStanding {
            let deadline = threads[index].deadline
            guard deadline <= first.deadline, deadline < .distantFuture else { continue }
            first = (deadline, deadline < first.deadline ? ThreadID(UInt32(index + 1)) : nil)
        }
        return first.thread
    }

    /// Of those who can go, the one who came first: how steps take effect in a parallel run.
    package var firstArrived: ThreadID? {
        enabled.min { threads[$0].arrival < threads[$1].arrival }.map { ThreadID(UInt32($0 + 1)) }
    }

    /// Somebody has been chosen, who may not go yet: the others who have just come are told of.
    package mutating func choose(_ thread: ThreadID, real: Int64) {
        if unannounced != 0, unannounced != thread.number { announce(unannounced, real: real) }
    }

    /// Asks a scheduler who goes next.
    ///
    /// - Returns: nil for nobody yet.
    package mutating func ask(_ scheduler: inout any Scheduler) throws(ScheduleMismatch) -> ThreadID? {
        try withUnsafePointer(to: &self) { pointer throws(ScheduleMismatch) in
            try scheduler.choose(Situation(pointer))
        }
    }
}
