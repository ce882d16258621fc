import ThreadTrace

/// A future's rules: pending, then running, then ended with a result or an error; or cancelled before it ran.
package struct FutureState<Value> {
    package private(set) var phase = FuturePhase.pending
    package private(set) var outcome: Result<Value, any Error>?

    package init() {}

    package var isDone: Bool { phase != .pending && phase != .running }

    /// False when it was cancelled, and must not run.
    package mutating func begin() -> Bool {
        guard phase == .pending else { return false }
        phase = .running
        return true
    }

    package mutating func complete(_ outcome: Result<Value, any Error>) {
        guard phase == .running else { return }
        self.outcome = outcome
        switch outcome {
        case .success: phase = .finished
        case .failure: phase = .failed
        }
    }

    /// False when it is too late.
    package mutating func cancel() -> Bool {
        guard phase == .pending || phase == .cancelled else { return false }
        phase = .cancelled
        return true
    }
}

/// What a task of a pool will come to.
public final class Future<Value: Sendable>: Sendable {
    private let future: Monitored<FutureState<Value>>

    init(_ name: String? = nil) { future = Monitored(.future, name: name, FutureState()) }

    public var name: String { future.name }

    /// Whether it has come to something, cancellation included.
    public var isDone: Bool {
        get throws { try future.perform(.inspect, at: CallSite("", 0)) { state, _ in state.isDone } }
    }

    /// Waits for the result.
    ///
    /// - Throws: the task's error; `ThreadingError.futureCancelled`; `ThreadingError.timedOut` after `timeout`.
    @discardableResult
    public func result(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Value
    {
        let outcome: Result<Value, any Error> = try future.perform(
            .result, timeout: timeout, at: CallSite(file, line), when: { $0.isDone }
        ) { state, record in
            if let outcome = state.outcome { return outcome }
            if state.phase == .cancelled { return .failure(ThreadingError.futureCancelled(name)) }
            record.kind = .timeout
            return .failure(ThreadingError.timedOut("future \(name)"))
        }
        return try outcome.get()
    }

    /// Keeps it from running.
    ///
    /// - Returns: false when it is too late.
    @discardableResult
    public func cancel(file: StaticString = #fileID, line: UInt = #line) throws -> Bool {
        try future.perform(.cancel, at: CallSite(file, line)) { state, record in
            let cancelled = state.cancel()
            record.value = state.phase.rawValue
            return cancelled
        }
    }

    /// Runs the task on the calling worker, unless the future was cancelled.
    ///
    /// - Parameter atEnd: carried out as part of the step that ends it.
    func run(_ task: () throws -> Value, _ site: CallSite, atEnd: () -> Void) throws {
        let begins = try future.perform(.begin, at: site) { state, record in
            let begins = state.begin()
            record.value = state.phase.rawValue
            if begins { record.resource.owner = record.thread } else { atEnd() }
            return begins
        }
        guard begins else { return }
        let outcome = Result { try task() }
        if case .failure(let error) = outcome, error is RunCancelled { throw error }
        try future.perform(.complete, at: site) { state, record in
            state.complete(outcome)
            record.resource.owner = nil
            record.value = state.phase.rawValue
            atEnd()
        }
    }
}
