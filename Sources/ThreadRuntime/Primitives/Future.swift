import ThreadModel
import ThreadTrace

/// What a task of a pool will come to.
public final class Future<Value: Sendable>: Sendable {
    let handle: Handle
    private let outcome = Guarded<Result<Value, any Error>?>(nil)
    private let callbacks = Guarded<[@Sendable (Future<Value>) throws -> Void]>([])

    init(_ name: String? = nil, pool: ResourceID = .none) {
        handle = Handle(.future, name: name, .future(FutureState(pool: pool)))
    }

    /// What it is called on screen and in messages.
    public var name: String { handle.name }

    /// Whether it has come to something, cancellation included. A step.
    public var isDone: Bool {
        get throws { try ![.pending, .running].contains(phase()) }
    }

    /// Whether a worker is carrying its task out. A step.
    public var isRunning: Bool {
        get throws { try phase() == .running }
    }

    /// Whether it was cancelled before it ran. A step.
    public var isCancelled: Bool {
        get throws { try phase() == .cancelled }
    }

    private func phase() throws -> FuturePhase {
        FuturePhase(rawValue: Int32(clamping: try handle.perform(.inspect).number)) ?? .pending
    }

    /// Waits for the result.
    ///
    /// - Throws: the task's error; `ThreadingError.futureCancelled`; `ThreadingError.timedOut` after `timeout`.
    @discardableResult
    public func result(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Value
    {
        try settled(timeout, CallSite(file, line)).get()
    }

    /// Waits for the end.
    ///
    /// - Returns: the task's error, nil for a result.
    /// - Throws: `ThreadingError.futureCancelled`; `ThreadingError.timedOut` after `timeout`.
    public func exception(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> (any Error)?
    {
        guard case .failure(let error) = try settled(timeout, CallSite(file, line)) else { return nil }
        return error
    }

    private func settled(_ timeout: Duration?, _ site: CallSite) throws -> Result<Value, any Error> {
        let reply = try handle.perform(.result, limit: Limit(timeout), at: site)
        guard reply != .gaveUp else { throw ThreadingError.timedOut("future \(name)") }
        guard let outcome = outcome.withLock({ $0 }) else { throw ThreadingError.futureCancelled(name) }
        return outcome
    }

    /// Has `callback` called when it has come to something: by the worker that brought it there or the thread that cancelled it,
    /// and at once where it already has. What a callback throws is logged, and keeps no other from being called.
    public func addDoneCallback(
        file: StaticString = #fileID, line: UInt = #line,
        _ callback: @escaping @Sendable (Future<Value>) throws -> Void
    ) throws {
        callbacks.withLock { $0.append(callback) }
        let phase = try handle.perform(.inspect, at: CallSite(file, line)).number
        if phase != FuturePhase.pending.rawValue, phase != FuturePhase.running.rawValue { callBack() }
    }

    /// Each callback once, by whoever takes it out.
    private func callBack() {
        while let callback = callbacks.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            do {
                try callback(self)
            } catch is RunCancelled {
                return
            } catch {
                logger.error("exception calling callback for \(name): \(error)")
            }
        }
    }

    /// Keeps it from running.
    ///
    /// - Returns: false when it is too late.
    @discardableResult
    public func cancel(file: StaticString = #fileID, line: UInt = #line) throws -> Bool {
        let isCancelled = try handle.perform(.cancel, at: CallSite(file, line)).flag
        if isCancelled { callBack() }
        return isCancelled
    }

    /// Runs the task on the calling worker, unless the future was cancelled.
    func run(_ task: () throws -> Value, _ site: CallSite) throws {
        guard try handle.perform(.run, at: site).flag else { return }
        try complete(Result { try task() }, site)
    }

    /// No task will ever be carried out for it.
    func fail(_ error: any Error, _ site: CallSite) throws {
        guard try handle.perform(.run, at: site).flag else { return }
        try complete(.failure(error), site)
    }

    private func complete(_ outcome: Result<Value, any Error>, _ site: CallSite) throws {
        var hasFailed = false
        if case .failure(let error) = outcome {
            if error is RunCancelled { throw error }
            hasFailed = true
        }
        self.outcome.withLock { $0 = outcome }
        try handle.perform(.complete, argument: hasFailed ? 1 : 0, at: site)
        callBack()
    }
}
