import DequeModule
import ThreadTrace

/// A pool's rules: tasks wait in order for a worker; a worker is added when none is idle and there may be more. Tasks stay with
/// the caller, who has a number for each.
package struct PoolState: Primitive {
    private var tasks: Deque<Int> = []
    package let maxWorkers: Int
    package private(set) var workers = 0
    /// Workers that have come to their end.
    package private(set) var ended = 0
    /// Workers that have nothing to do: from when they are added, as another may take the task that one was added for.
    private var idle = 0
    package private(set) var phase = Phase.open

    package enum Phase: Hashable, Sendable {
        case open
        /// Takes no more tasks, and carries out those it has.
        case closed
        /// A worker could not be set up: no task will be carried out any more.
        case broken
    }

    /// Fewer than 1 worker are 1.
    package init(maxWorkers: Int) { self.maxWorkers = max(maxWorkers, 1) }

    package var queued: Int { tasks.count }
    package var isClosed: Bool { phase != .open }
    package var canTake: Bool { !tasks.isEmpty || isClosed }
    /// Whether every worker has ended, those included that were added and have not been started yet.
    package var hasEnded: Bool { isClosed && ended == workers }

    package enum Submission: Hashable, Sendable {
        case closed
        case broken
        case queued
        /// Queued, and worker number `index` is to be started.
        case needsWorker(index: Int)
    }

    package mutating func submit(_ task: Int) -> Submission {
        switch phase {
        case .closed: return .closed
        case .broken: return .broken
        case .open: break
        }
        tasks.append(task)
        guard tasks.count > idle, workers < maxWorkers else { return .queued }
        workers += 1
        idle += 1
        return .needsWorker(index: workers - 1)
    }

    /// A worker has nothing to do until it takes a task.
    package mutating func rest() { idle += 1 }

    /// A worker has come to its end, or could not be started.
    package mutating func end() { ended += 1 }

    /// A worker takes a task, and is not idle any more.
    ///
    /// - Returns: the next task, or nil when the pool is closed and none is left.
    package mutating func take() -> Int? {
        guard let task = tasks.popFirst() else { return nil }
        idle -= 1
        return task
    }

    package mutating func close() {
        if phase == .open { phase = .closed }
    }

    package mutating func breakDown() { phase = .broken }

    /// `take` by a worker has no argument; 1 is for who takes tasks out in order not to carry them out.
    package func permits(_ request: Request, by thread: ThreadID) -> Bool {
        switch request.operation {
        case .take: request.argument == Self.drains || canTake
        case .join: hasEnded
        default: true
        }
    }

    /// The argument of `take`: tasks are taken out, not to be carried out.
    package static let drains = 1
    /// The detail of a `take` that got nothing: the worker is about to end.
    package static let nothingLeft: UInt8 = 1
    /// The detail of a `close` that the end of the main thread brought about.
    package static let atExit: UInt8 = 2

    package mutating func perform(_ request: Request, _ step: inout Step) throws(Refusal) -> Reply {
        defer { step.becomes(queued) }
        switch request.operation {
        case .submit: return .submitted(submit(request.argument))
        case .take where request.argument == Self.drains:
            return tasks.popFirst().map(Reply.number) ?? .exhausted
        case .take:
            if let task = take() { return .number(task) }
            step.detail = Self.nothingLeft
            return .exhausted
        case .close:
            close()
            if request.argument == 1 { step.detail = Self.atExit }
            return .done
        case .breakDown:
            breakDown()
            return .done
        case .join: return hasEnded ? .done : step.givesUp()
        default: throw .unsupported
        }
    }

    /// Who comes first gets the first task, or the worker; closing twice is closing once.
    package func conflicts(_ one: Request, _ other: Request) -> Bool {
        let pair = [one.operation, other.operation]
        return pair != [.close, .close] && pair != [.join, .join]
    }
}
