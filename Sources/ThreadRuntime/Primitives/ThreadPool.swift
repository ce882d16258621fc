import DequeModule
import ThreadTrace

/// A pool's rules: tasks wait in order for a worker; a worker is added when none is idle and there may be more.
package struct PoolState<Task> {
    private var tasks: Deque<Task> = []
    private let maxWorkers: Int
    package private(set) var workers = 0
    /// Workers that have nothing to do: from when they are added, as another may take the task that one was added for.
    private var idle = 0
    package private(set) var isClosed = false

    /// - Throws: `ThreadingError.invalidArgument` for fewer than 1 worker.
    package init(maxWorkers: Int) throws {
        guard maxWorkers >= 1 else {
            throw ThreadingError.invalidArgument("a pool needs 1 worker or more, not \(maxWorkers)")
        }
        self.maxWorkers = maxWorkers
    }

    package var queued: Int { tasks.count }
    package var canTake: Bool { !tasks.isEmpty || isClosed }

    package enum Submission: Hashable, Sendable {
        case closed
        case queued
        /// Queued, and worker number `index` is to be started.
        case needsWorker(index: Int)
    }

    package mutating func submit(_ task: Task) -> Submission {
        guard !isClosed else { return .closed }
        tasks.append(task)
        guard tasks.count > idle, workers < maxWorkers else { return .queued }
        workers += 1
        idle += 1
        return .needsWorker(index: workers - 1)
    }

    /// A worker has nothing to do until it takes a task.
    package mutating func rest() { idle += 1 }

    /// A worker takes a task, and is not idle any more.
    ///
    /// - Returns: the next task, or nil when the pool is closed and none is left.
    package mutating func take() -> Task? {
        guard let task = tasks.popFirst() else { return nil }
        idle -= 1
        return task
    }

    package mutating func close() { isClosed = true }
}

extension PoolState: Sendable where Task: Sendable {}

/// Worker threads that carry out tasks in the order of their submission.
public final class ThreadPool: Sendable {
    typealias Task = @Sendable () throws -> Void

    private let pool: Monitored<PoolState<Task>>
    private let workerName: String

    /// - Parameters:
    ///   - maxWorkers: how many tasks are carried out at once at most.
    ///   - workerName: what its threads are called, before a hyphen and a number from 0.
    /// - Throws: `ThreadingError.invalidArgument` for fewer than 1 worker.
    public init(_ name: String? = nil, maxWorkers: Int, workerName: String = "worker") throws {
        pool = Monitored(.pool, name: name, capacity: maxWorkers, try PoolState(maxWorkers: maxWorkers))
        self.workerName = workerName
    }

    public var name: String { pool.name }

    /// Has a worker carry out a task, as soon as there is one for it.
    ///
    /// - Throws: `ThreadingError.poolClosed` once it is closed.
    @discardableResult
    public func submit<Value: Sendable>(
        file: StaticString = #fileID, line: UInt = #line, _ task: @escaping @Sendable () throws -> Value
    ) throws -> Future<Value> {
        let site = CallSite(file, line)
        let future = Future<Value>()
        let submission = try pool.perform(.submit, at: site) { state, record in
            defer { record.value = Int32(clamping: state.queued) }
            return state.submit { [pool] in
                try future.run(task, site) { pool.insideStep { $0.rest() } }
            }
        }
        switch submission {
        case .closed: throw ThreadingError.poolClosed(name)
        case .queued: break
        case .needsWorker(let index):
            let worker = Thread(name: "\(workerName)-\(index)") { try self.work(site) }
            worker.context?.group = pool.resource
            try worker.start(file: file, line: line)
        }
        return future
    }

    /// Submits a task for each input.
    ///
    /// - Returns: the futures, in the order of the inputs; a task's error arrives when its result is asked for.
    @discardableResult
    public func map<Inputs: Sequence, Value: Sendable>(
        _ inputs: Inputs, file: StaticString = #fileID, line: UInt = #line,
        _ task: @escaping @Sendable (Inputs.Element) throws -> Value
    ) throws -> [Future<Value>] where Inputs.Element: Sendable {
        try inputs.map { input in try submit(file: file, line: line) { try task(input) } }
    }

    /// Takes no more tasks, and waits until all are done and the workers have ended. A second time it just waits.
    ///
    /// - Returns: false when it gave up waiting after `timeout`.
    @discardableResult
    public func close(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        let site = CallSite(file, line)
        try pool.perform(.close, at: site) { state, _ in state.close() }
        let resource = pool.resource
        // A worker that was added may not have been started yet.
        let hasEnded = { (state: PoolState<Task>) in
            resource.members.count { $0.life.hasEnded } == state.workers
        }
        return try pool.perform(.join, timeout: timeout, at: site, when: hasEnded) { state, record in
            let ended = hasEnded(state)
            if !ended { record.kind = .timeout }
            return ended
        }
    }

    /// What a worker does from its start to its end.
    private func work(_ site: CallSite) throws {
        while true {
            let task = try pool.perform(.take, at: site, when: { $0.canTake }) { state, record in
                defer { record.value = Int32(clamping: state.queued) }
                return state.take()
            }
            guard let task else { return }
            try task()
        }
    }
}

/// A pool for the time of `body`: closed, and so waited for, however that ends.
@discardableResult
public func withThreadPool<Result>(
    _ name: String? = nil, maxWorkers: Int, workerName: String = "worker", file: StaticString = #fileID,
    line: UInt = #line, _ body: (ThreadPool) throws -> Result
) throws -> Result {
    let pool = try ThreadPool(name, maxWorkers: maxWorkers, workerName: workerName)
    let result: Result
    do {
        result = try body(pool)
    } catch {
        try pool.close(file: file, line: line)
        throw error
    }
    try pool.close(file: file, line: line)
    return result
}
