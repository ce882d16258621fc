import ThreadTrace

/// Of those who can go, the one that was created first.
struct LowestScheduler: Scheduler {
    func choose(_ situation: Situation) -> ThreadID? { situation.enabled.thread(at: 0) }
}
