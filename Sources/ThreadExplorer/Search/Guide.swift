import ThreadModel
import ThreadTrace

/// Takes an execution its way, step by step.
protocol Guide: AnyObject {
    /// Who takes the next step; nil to give the execution up.
    func choose(_ situation: Situation) -> ThreadID?
}

/// A guide, as a run asks its scheduler.
struct GuidedScheduler: Scheduler, @unchecked Sendable {  // asked on one thread, the fibers'
    let guide: any Guide

    func choose(_ situation: Situation) throws(ScheduleMismatch) -> ThreadID? {
        guard let thread = guide.choose(situation) else {
            // Nobody asks what did not fit: the execution is given up.
            throw ScheduleMismatch(step: situation.step, wanted: situation.enabled.thread(at: 0))
        }
        return thread
    }
}
