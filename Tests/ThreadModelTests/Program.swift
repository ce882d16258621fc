import ThreadModel
import ThreadTrace

/// A thread's code as a value: what it asks for next, given what it learned last.
struct Code {
    /// - Returns: nil at its end.
    let next: @Sendable (_ operations: Int, _ replies: [Reply]) -> Request?
    private(set) var replies: [Reply] = []

    init(_ next: @escaping @Sendable (_ operations: Int, _ replies: [Reply]) -> Request?) { self.next = next }

    /// The same operations whatever it learns.
    init(_ requests: [Request]) { self.init { count, _ in count < requests.count ? requests[count] : nil } }

    mutating func resume(_ reply: Reply?) -> Request? {
        if let reply { replies.append(reply) }
        return next(replies.count, replies)
    }
}

/// A few threads and an execution of theirs: all of it a value, so that a copy goes its own way.
struct Program {
    var execution: Execution
    private var codes: [Code]
    /// The threads of the steps that were taken, in order.
    private(set) var schedule: [ThreadID] = []

    /// Threads that stand at their first operations.
    init(
        _ codes: [Code], isTracing: Bool = false, clock: ClockPolicy = .free,
        define: (inout Execution) -> Void
    ) {
        self.codes = codes
        execution = Execution(
            isControlled: true, clock: RunClock(clock, speed: .max, isPaused: false, real: 0))
        execution.isTracing = isTracing
        define(&execution)
        for _ in codes { _ = execution.defineThread(NameID(0), real: 0) }
        for index in codes.indices {
            let thread = ThreadID(UInt32(index + 1))
            execution.begin(thread, real: 0)
            execution.take(thread, real: 0)
            advance(thread, nil)
        }
    }

    /// Those who can go.
    mutating func enabled() -> [ThreadID] {
        guard case .choosing = execution.standing(real: 0) else { return [] }
        return (0..<execution.threadCount).map { ThreadID(UInt32($0 + 1)) }.filter(execution.isEnabled)
    }

    mutating func isStuck() -> Bool { execution.standing(real: 0) == .stuck }

    mutating func take(_ thread: ThreadID) {
        schedule.append(thread)
        execution.take(thread, real: 0)
        advance(thread, execution.reply(of: thread))
    }

    func replies(of thread: ThreadID) -> [Reply] { codes[thread.index].replies }

    /// The thread's own code, up to its next operation or its end.
    private mutating func advance(_ thread: ThreadID, _ reply: Reply?) {
        if let request = codes[thread.index].resume(reply) {
            execution.arrive(thread, request, real: 0)
        } else {
            _ = execution.takeAtOnce(thread, Request(.finish, execution.resource(of: thread)), real: 0)
            execution.leave(thread)
        }
    }

    /// Every way that it can go, by copying; `visit` gets each end.
    ///
    /// - Returns: how many ends there are.
    func explore(_ visit: (inout Program) -> Void) -> Int {
        var program = self
        let enabled = program.enabled()
        guard !enabled.isEmpty else {
            visit(&program)
            return 1
        }
        return enabled.reduce(0) { sum, thread in
            var next = program
            next.take(thread)
            return sum + next.explore(visit)
        }
    }
}

extension Execution {
    /// A lock without a name.
    mutating func defineLock() -> ResourceID {
        defineResource(.lock, NameID(0), .lock(LockState()), real: 0)
    }

    /// A shared value without a name.
    mutating func defineShared() -> ResourceID {
        defineResource(.shared, NameID(0), .shared(SharedState(token: 0)), real: 0)
    }

    /// The number of a shared value's value.
    func token(_ resource: ResourceID) -> Int? {
        guard case .shared(let state) = primitive(resource) else { return nil }
        return state.token
    }
}
