import ThreadModel

/// What an operation on a primitive can throw. Each description names the thing and what would be right.
public enum ThreadingError: Error, Hashable, CustomStringConvertible {
    /// The operation was called, or its primitive was made, on a thread that is not the scenario's.
    case outsideScenario(String)
    case invalidArgument(String)
    case alreadyStarted(String)
    case notStarted(String)
    case joinsItself(String)
    case cannotStart(String, reason: String)
    case notHeld(String, by: String)
    case tooManyReleases(String)
    case brokenBarrier(String)
    case queueFull(String)
    case queueEmpty(String)
    case queueShutDown(String)
    case tooManyTasksDone(String)
    case poolClosed(String)
    case poolBroken(String)
    case futureCancelled(String)
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
    public var description: String { "the run is over" }
}
