import ThreadModel

/// What an operation on a primitive can throw. Each carries the name of the thing, and its description says what would be right.
public enum ThreadingError: Error, Hashable, CustomStringConvertible {
    /// The operation was called, or its primitive was made, on a thread that is not the scenario's.
    case outsideScenario(String)
    /// Something was asked for that makes no sense: a negative timeout, a barrier of no parties. Carries the whole sentence.
    case invalidArgument(String)
    /// A thread starts once.
    case alreadyStarted(String)
    /// A thread that has not been started would be joined for ever.
    case notStarted(String)
    /// A thread would wait for its own end.
    case joinsItself(String)
    /// The system has no room for another thread.
    case cannotStart(String, reason: String)
    /// A lock is released, or its condition used, by a thread that does not hold it; of a plain lock, while nobody does.
    case notHeld(String, by: String)
    /// A bounded semaphore would have more permits than there were.
    case tooManyReleases(String)
    /// A barrier was broken: by a timeout, an abort, a reset, or an action that threw.
    case brokenBarrier(String)
    /// There was no room in a queue in time.
    case queueFull(String)
    /// There was no element in a queue in time.
    case queueEmpty(String)
    /// A queue takes no elements any more, or has none left.
    case queueShutDown(String)
    /// More elements of a queue were said to be dealt with than had been put.
    case tooManyTasksDone(String)
    /// A pool takes no tasks any more.
    case poolClosed(String)
    /// A worker of a pool could not be set up, so nothing is carried out any more.
    case poolBroken(String)
    /// A future was cancelled, so it has no result.
    case futureCancelled(String)
    /// A result was not there in time.
    case timedOut(String)

    public var description: String {
        switch self {
        case .outsideScenario(let what):
            "\(what): make and use primitives inside a scenario's body, on its own threads"
        case .invalidArgument(let what): what
        case .alreadyStarted(let thread):
            "thread \(thread) has been started: a thread starts once, make another"
        case .notStarted(let thread): "thread \(thread) has not been started: start it before joining it"
        case .joinsItself(let thread): "thread \(thread) can not join itself"
        case .cannotStart(let thread, let reason): "thread \(thread) could not be started: \(reason)"
        case .notHeld(let lock, let thread):
            "\(thread) does not hold \(lock): acquire it before releasing it, waiting or notifying"
        case .tooManyReleases(let semaphore): "semaphore \(semaphore) was released more often than acquired"
        case .brokenBarrier(let barrier): "barrier \(barrier) is broken: reset it before waiting again"
        case .queueFull(let queue): "queue \(queue) is full"
        case .queueEmpty(let queue): "queue \(queue) is empty"
        case .queueShutDown(let queue): "queue \(queue) has been shut down"
        case .tooManyTasksDone(let queue): "taskDone on queue \(queue) was called more often than get"
        case .poolClosed(let pool): "pool \(pool) is closed: submit before closing it"
        case .poolBroken(let pool):
            "pool \(pool) is broken: the initializer of a worker threw, and no task is carried out any more"
        case .futureCancelled(let future): "future \(future) was cancelled"
        case .timedOut(let what): "\(what) timed out"
        }
    }
}

extension ThreadingError {
    /// A refusal, told to a thread that asked something of a resource.
    init(_ refusal: Refusal, resource: String, thread: String) {
        self =
            switch refusal {
            case .notHeld, .lockNotHeld: .notHeld(resource, by: thread)
            case .tooManyReleases: .tooManyReleases(resource)
            case .alreadyStarted: .alreadyStarted(resource)
            case .notStarted: .notStarted(resource)
            case .joinsItself: .joinsItself(resource)
            case .tooManyTasksDone: .tooManyTasksDone(resource)
            case .unsupported: .invalidArgument("\(resource) has no such operation")
            }
    }
}

/// The run is over, by being cancelled or by its verdict: let it through, so that the thread ends.
public struct RunCancelled: Error, CustomStringConvertible {
    package init() {}

    public var description: String { "the run is over" }
}
