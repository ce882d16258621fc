import ThreadTrace

/// Threads take turns, in order of creation; those who can not go are passed over.
struct RoundRobinScheduler: Scheduler {
    func choose(_ situation: Situation) -> ThreadID? { situation.next(after: situation.last) }
}
