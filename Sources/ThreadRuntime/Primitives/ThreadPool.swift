import ThreadModel
import ThreadTrace

/// Worker threads that carry out tasks in the order of their submission.
public final class ThreadPool: Sendable {
    private let handle: Handle
    private let tasks = Payloads()
    private let workerName: String
    private let initializer: (@Sendable () throws -> Void)?

    /// How many workers a pool has at most if nobody says: the same on every machine, as a run must not depend on where it runs.
    public static let defaultMaxWorkers = 8

    /// - Parameters:
    ///   - maxWorkers: how many tasks are carried out at once at most.
    ///   - workerName: what its threads are called, before a hyphen and a number, from 0 for the first of that name in the run.
    ///   - initializer: what each worker does before its first task. One that throws breaks the pool: no task is carried out any
    ///     more.
    /// - Throws: `ThreadingError.invalidArgument` for fewer than 1 worker, or an empty name for them.
    public init(
        _ name: String? = nil, maxWorkers: Int = ThreadPool.defaultMaxWorkers, workerName: String = "worker",
        initializer: (@Sendable () throws -> Void)? = nil
    ) throws {
        guard maxWorkers >= 1 else {
            throw ThreadingError.invalidArgument("a pool needs 1 worker or more, not \(maxWorkers)")
        }
        guard !workerName.isEmpty else {
            throw ThreadingError.invalidArgument("a pool's workers need a name: leave it out for 'worker'")
        }
        handle = Handle(.pool, name: name, capacity: maxWorkers, .pool(PoolState(maxWorkers: maxWorkers)))
        self.workerName = workerName
        self.initializer = initializer
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Has a worker carry out a task, as soon as there is one for it.
    ///
    /// - Throws: `ThreadingError.poolClosed` once it is closed, `poolBroken` once a worker could not be set up.
    @discardableResult
    public func submit<Value: Sendable>(
        file: StaticString = #fileID, line: UInt = #line, _ task: @escaping @Sendable () throws -> Value
    ) throws -> Future<Value> {
        let site = CallSite(file, line)
        let future = Future<Value>(pool: handle.id)
        let token = tasks.add(
            PoolTask(
                run: { try future.run(task, site) }, fail: { try future.fail($0, site) },
                cancel: { _ = try future.cancel(file: file, line: line) }))
        guard case .submitted(let submission) = try handle.perform(.submit, argument: token, at: site) else {
            return future
        }
        switch submission {
        case .closed, .broken:
            _ = tasks.remove(token, as: PoolTask.self)
            throw submission == .closed ? ThreadingError.poolClosed(name) : .poolBroken(name)
        case .queued: break
        case .needsWorker:
            let number =
                Run.current.map { run in run.withMonitor { run.labels.count(workerName + "-") } } ?? 1
            let worker = Thread(name: "\(workerName)-\(number - 1)", isDaemon: false) { try self.work(site) }
            try worker.start(for: handle.id, site)
        }
        return future
    }

    /// Submits a task for each input, all of them at once.
    ///
    /// - Parameter timeout: for all results together, from this call on.
    /// - Returns: the results, in the order of the inputs; a task's error arrives when its result is asked for.
    @discardableResult
    public func map<Inputs: Sequence, Value: Sendable>(
        _ inputs: Inputs, timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line,
        _ task: @escaping @Sendable (Inputs.Element) throws -> Value
    ) throws -> MappedResults<Value> where Inputs.Element: Sendable {
        let budget = TimeoutBudget(timeout)
        let futures = try inputs.map { input in try submit(file: file, line: line) { try task(input) } }
        return MappedResults(futures: futures, budget: budget, site: (file, line))
    }

    /// Takes no more tasks, and waits until all are done and the workers have ended. A second time it just waits.
    ///
    /// - Parameters:
    ///   - cancelFutures: tasks that no worker has begun are cancelled.
    ///   - wait: false to come back at once; the workers end when all is done.
    /// - Returns: false when it gave up waiting after `timeout`, or did not wait.
    @discardableResult
    public func close(
        cancelFutures: Bool = false, wait: Bool = true, timeout: Duration? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) throws -> Bool {
        let site = CallSite(file, line)
        try handle.perform(.close, at: site)
        if cancelFutures { try drain(site) { try $0.cancel() } }
        guard wait else { return false }
        return try handle.perform(.join, limit: Limit(timeout), at: site).isDone
    }

    /// Takes out every task that no worker has begun.
    private func drain(_ site: CallSite, _ body: (PoolTask) throws -> Void) throws {
        while case .number(let token) = try handle.perform(.take, argument: PoolState.drains, at: site) {
            if let task = tasks.remove(token, as: PoolTask.self) { try body(task) }
        }
    }

    /// What a worker does from its start to its end.
    private func work(_ site: CallSite) throws {
        do {
            try initializer?()
        } catch is RunCancelled {
            throw RunCancelled()
        } catch {
            logger.critical("exception in the initializer of \(name): \(error)")
            try handle.perform(.breakDown, at: site)
            try drain(site) { try $0.fail(ThreadingError.poolBroken(name)) }
            return
        }
        while case .number(let token) = try handle.perform(.take, at: site) {
            try tasks.remove(token, as: PoolTask.self)?.run()
        }
    }
}

/// A task that waits for a worker, and what else may become of it.
struct PoolTask: Sendable {
    let run: @Sendable () throws -> Void
    let fail: @Sendable (any Error) throws -> Void
    let cancel: @Sendable () throws -> Void
}

/// The results of `ThreadPool.map`, in the order of the inputs: a collection of futures, and an iterator of what they come to.
public struct MappedResults<Value: Sendable>: RandomAccessCollection {
    private let futures: [Future<Value>]
    private let budget: TimeoutBudget
    private let site: (file: StaticString, line: UInt)
    private var taken = 0

    init(futures: [Future<Value>], budget: TimeoutBudget, site: (StaticString, UInt)) {
        self.futures = futures
        self.budget = budget
        self.site = site
    }

    public var startIndex: Int { futures.startIndex }
    public var endIndex: Int { futures.endIndex }
    /// The future of the input at that place.
    public subscript(position: Int) -> Future<Value> { futures[position] }

    /// Waits for the next result.
    ///
    /// - Returns: nil after the last.
    /// - Throws: the task's error, after which there are no more results; `ThreadingError.timedOut`.
    public mutating func next() throws -> Value? {
        guard taken < futures.count else { return nil }
        let future = futures[taken]
        taken += 1
        do {
            return try future.result(timeout: budget.remaining, file: site.file, line: site.line)
        } catch {
            for rest in futures[taken...] { try rest.cancel(file: site.file, line: site.line) }
            taken = futures.count
            throw error
        }
    }

    /// Waits for all results that have not been taken.
    ///
    /// - Throws: the first task's error, in the order of the inputs.
    public consuming func values() throws -> [Value] {
        var values: [Value] = []
        while let value = try next() { values.append(value) }
        return values
    }
}

/// A pool for the time of `body`: closed, and so waited for, however that ends.
///
/// - Throws: what `body` throws, and what making and closing a pool does.
@discardableResult
public func withThreadPool<Result>(
    _ name: String? = nil, maxWorkers: Int = ThreadPool.defaultMaxWorkers, workerName: String = "worker",
    initializer: (@Sendable () throws -> Void)? = nil, file: StaticString = #fileID, line: UInt = #line,
    _ body: (ThreadPool) throws -> Result
) throws -> Result {
    let pool = try ThreadPool(
        name, maxWorkers: maxWorkers, workerName: workerName, initializer: initializer)
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
