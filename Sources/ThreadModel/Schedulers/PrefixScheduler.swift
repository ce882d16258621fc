import ThreadTrace

/// The threads that another run's steps were taken by, in that order; what comes after is a strategy's.
///
/// The strategy is asked from the first step on, as it was in that run: so what it chooses later is what it chose there. Where somebody
/// else than the prefix says takes a step, by hand, the rest of the prefix is of another run: the strategy goes on alone.
struct PrefixScheduler: Scheduler {
    private let prefix: [ThreadID]
    private var strategy: any Scheduler
    private var hasBeenLeft = false

    init(_ prefix: [ThreadID], then strategy: any Scheduler) {
        self.prefix = prefix
        self.strategy = strategy
    }

    mutating func choose(_ situation: Situation) throws(ScheduleMismatch) -> ThreadID? {
        let choice = try strategy.choose(situation)
        let before = situation.step - 2
        if prefix.indices.contains(before), prefix[before] != situation.last { hasBeenLeft = true }
        guard !hasBeenLeft, prefix.indices.contains(situation.step - 1) else { return choice }
        let wanted = prefix[situation.step - 1]
        guard situation.isEnabled(wanted) else {
            throw ScheduleMismatch(step: situation.step, wanted: wanted)
        }
        return wanted
    }
}
