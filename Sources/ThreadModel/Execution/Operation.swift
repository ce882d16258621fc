import ThreadTrace

/// What a thread can ask for. One operation is one step: the smallest thing that can be scheduled.
package enum Operation: UInt8, Hashable, Sendable, CaseIterable {
    // Of threads
    /// The first step of a thread.
    case begin
    case start, join, rename
    /// The last step of a thread, by its body's end or its error.
    case finish, fail
    /// Time passes for this thread alone: asleep, or computing.
    case sleep, compute
    /// The time, or who is alive.
    case look
    /// A message for the log, with a level or without.
    case log, output

    // Of locks and semaphores
    case acquire, release

    // Of conditions
    /// Joins those who are to be notified; the lock is given back by the next step.
    case wait
    /// Has been notified, or an event has been set, or a timer goes off.
    case wake
    case notify

    // Of barriers
    case arrive, pass, trip, abort, reset

    // Of events
    case set, clear

    // Of queues
    case put, get, taskDone, shutdown

    // Of pools and futures
    case submit, take, close
    /// A worker's initializer threw: nothing will be carried out any more.
    case breakDown
    /// A worker begins a future's task, or has come to its end.
    case run, complete
    case cancel, result
    /// Begins to follow futures.
    case watch

    // Of shared values
    case read, write

    /// A look at a primitive.
    case inspect
    /// Once more round a loop that does nothing but look: a controlled run lets a thread wait until what it looks at has changed.
    case spin

    /// How the trace tells it when it takes effect, unless the primitive says otherwise.
    package var event: EventKind {
        switch self {
        case .begin, .run: .begin
        case .start: .start
        case .join: .join
        case .rename: .rename
        case .finish: .finish
        case .fail: .fail
        case .sleep, .wake: .wake
        case .compute: .compute
        case .look, .inspect, .watch, .spin: .inspect
        case .log: .log
        case .output: .output
        case .acquire: .acquire
        case .release: .release
        case .wait: .wait
        case .notify: .notify
        case .arrive: .arrive
        case .pass: .pass
        case .trip: .trip
        case .abort, .breakDown: .abort
        case .reset: .reset
        case .set: .set
        case .clear: .clear
        case .put: .put
        case .get: .get
        case .taskDone: .taskDone
        case .shutdown: .shutdown
        case .submit: .submit
        case .take: .take
        case .close: .close
        case .complete: .complete
        case .cancel: .cancel
        case .result: .result
        case .read: .read
        case .write: .write
        }
    }
}

/// How long a thread waits for its operation to become possible.
package enum Limit: Hashable, Sendable {
    case never
    /// Not at all: it takes effect at once, one way or the other.
    case atOnce
    /// Nanoseconds from its arrival on, on the run's clock.
    case after(Int64)

    /// Nil for ever; less than nothing is nothing.
    package init(_ timeout: Duration?) {
        guard let timeout else {
            self = .never
            return
        }
        self = timeout <= .zero ? .atOnce : .after(timeout.nanoseconds)
    }
}
