import ThreadTrace

/// The threads that another run's steps were taken by, in that order; what comes after is a strategy's.
///
/// The strategy is asked from the first step on, as it was in that run: so what it chooses later is what it chose there.
struct PrefixScheduler: Scheduler {
    private let prefix: [ThreadID]
    private var strategy: any Scheduler

    init(_ prefix: [ThreadID], then strategy: any Scheduler) {
        self.prefix = prefix
        self.strategy = strategy
    }

    mutating func choose(_ situation: Situation) throws(ScheduleMismatch) -> ThreadID? {
        let choice = try strategy.choose(situation)
        guard prefix.indices.contains(situation.step - 1) else { return choice }
        let wanted = prefix[situation.step - 1]
        guard situation.isEnabled(wanted) else {
            throw ScheduleMismatch(step: situation.step, wanted: wanted)
        }
        return wanted
    }
}
