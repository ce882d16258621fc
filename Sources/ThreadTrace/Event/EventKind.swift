/// What happened. A *step* is an operation taking effect; the rest tell how a thread came to it.
package enum EventKind: UInt8, Sendable, CaseIterable {
    // Definitions
    /// A thread was created; value: its name.
    case defineThread
    /// A resource was created; value: its name, `holds`: its capacity, detail: its `ResourceKind`.
    case defineResource

    /// What a resource was worth when it was created.
    case defineValue

    // Arrivals: a thread has come to an operation that does not take effect at once.
    /// The operation could take effect, another thread was chosen.
    case ready
    /// The operation can not take effect yet.
    case block
    /// A sleep has begun.
    case sleep
    /// Processor time is being used, on the virtual clock.
    case busy
    /// Another thread gave back what this one had taken: it holds less, and does what it did.
    case drop
    /// A person, not the strategy, chose this thread for the next step.
    case chosen

    // Steps
    case start, begin, finish, fail, join
    /// The thread whose resource it is has another name from now on; value: the name.
    case rename
    /// Detail of an `acquire`: a `WaitLimit`, and of a read-write lock `Event.isForReading`.
    case acquire, release
    case wait, wake, notify
    case arrive, pass, trip, abort, reset
    case set, clear
    /// Detail of a `put`: an `ElementOrder` and a `WaitLimit`.
    case put, get, taskDone, shutdown
    case submit, take, complete, result, close
    case cancel
    case read, write
    case inspect
    /// The resource is no more.
    case destroy
    /// Processor time has been used.
    case compute
    case log, output
    /// An operation gave up at its deadline, or found at once that it could not take effect; detail: what the operation's would have been.
    case timeout
    /// An operation threw; value: the message.
    case reject

    // The end of a run
    /// This thread waits forever; value: what the resource that it waits for is worth, detail: 1 when it is part of a cycle.
    case deadlock
    /// The run is over; value: the message, detail: a `Verdict.Outcome`.
    case verdict

    // A past that is not all told
    /// What was told before is not all that happened, but what the run had left standing at this step.
    case forgotten
    /// Right after that: the thread has a permit or works for the pool; of a lock, it has been released by another than its holder.
    case kept

    /// Whether it tells that there is something.
    var isDefinition: Bool { self == .defineThread || self == .defineResource }

    /// Whether an operation took effect: what a schedule counts.
    package var isStep: Bool {
        self.rawValue >= EventKind.start.rawValue && self.rawValue <= EventKind.reject.rawValue
    }
}
