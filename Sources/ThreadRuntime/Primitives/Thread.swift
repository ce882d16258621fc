import ThreadModel
import ThreadTrace

/// A thread of the operating system, and a lane on screen.
///
/// Give it a closure, or subclass it and override `run()`. A body that throws fails its thread; the others go on.
/// A run is over when only daemons are left, which are then cancelled.
/// Subclasses restate `@unchecked Sendable`, and keep what they store constant.
open class Thread: @unchecked Sendable {  // what it stores is constant or guards itself
    let context: ThreadContext?
    private let state: Guarded<State>
    /// What is wrong with how it was made, which its start tells.
    private let flaw: ThreadingError?

    private struct State {
        var name: String
        var target: (@Sendable () throws -> Void)?
    }

    /// - Parameters:
    ///   - name: "Thread-1" and so on if none is given.
    ///   - isDaemon: as the thread that makes it, if it is not said.
    ///   - target: what `run()` does; let go of when the thread ends.
    public init(
        name: String? = nil, isDaemon: Bool? = nil, target: (@Sendable () throws -> Void)? = nil
    ) {
        flaw = name?.isEmpty == true ? .invalidArgument(Self.namelessness) : nil
        let name = name?.isEmpty == true ? nil : name
        context = Run.current?.makeThread(name: name, isDaemon: isDaemon)
        let made = context.map { context in context.run.withMonitor { context.run.name(of: context.id) } }
        state = Guarded(State(name: made ?? name ?? "Thread", target: target))
    }

    /// A thread that calls `target` with `arguments`.
    public convenience init<each Argument: Sendable>(
        name: String? = nil, isDaemon: Bool? = nil,
        target: @escaping @Sendable (repeat each Argument) throws -> Void,
        arguments: repeat each Argument
    ) {
        let packed = (repeat each arguments)
        let call: (@Sendable () throws -> Void)? = { try target(repeat each packed) }
        self.init(name: name, isDaemon: isDaemon, target: call)
    }

    init(in run: Run, name: String, target: @escaping @Sendable () throws -> Void) {
        context = run.makeThread(name: name, isDaemon: false)
        state = Guarded(State(name: name, target: target))
        flaw = nil
    }

    private static let namelessness =
        "a thread's name is empty: leave it out for one that is made up"

    /// What it is called on its lane. Giving it another name is a step of the calling thread; an empty one is no name, and
    /// changes nothing.
    public var name: String {
        get { state.withLock { $0.name } }
        set {
            guard !newValue.isEmpty else { return }
            state.withLock { $0.name = newValue }
            guard let context else { return }
            _ = try? context.run.perform(Request(.rename, context.resource), at: .unknown, text: newValue)
        }
    }

    /// What the thread does. Not to be called: `start` does.
    open func run() throws { try state.withLock { $0.target }?() }

    /// Forgets what its body captured.
    func letGo() {
        let body = state.withLock { state in
            defer { state.target = nil }
            return state.target
        }
        withExtendedLifetime(body) {}
    }

    /// A number of its own within the run, from 1 for the main thread.
    public var identifier: Int { context.map { Int($0.id.number) } ?? 0 }

    /// Whether the run does not wait for its end.
    public var isDaemon: Bool {
        guard let context else { return false }
        return context.run.withMonitor { context.run.execution.isDaemon(context.id) }
    }

    /// Says whether the run waits for its end.
    ///
    /// - Throws: `ThreadingError.alreadyStarted` once it has been started.
    public func setDaemon(_ isDaemon: Bool) throws {
        let context = try requireContext("setDaemon")
        try context.run.withMonitor {
            guard !context.run.execution.isAlive(context.id), !context.run.execution.hasEnded(context.id)
            else {
                throw ThreadingError.alreadyStarted(name)
            }
            context.run.execution.set(isDaemon: isDaemon, of: context.id)
        }
    }

    /// Whether it has been started and has not ended. A step.
    public var isAlive: Bool {
        get throws {
            let context = try requireContext("isAlive")
            return try context.run.perform(Request(.inspect, context.resource), at: .unknown).flag
        }
    }

    /// Starts it.
    ///
    /// - Throws: `ThreadingError.alreadyStarted` the second time, `cannotStart` when the system has no room for it,
    ///   `invalidArgument` for one that was given an empty name.
    public func start(file: StaticString = #fileID, line: UInt = #line) throws {
        try start(for: .none, CallSite(file, line))
    }

    /// - Parameter pool: that it works for.
    package func start(for pool: ResourceID, _ site: CallSite) throws {
        if let flaw { throw flaw }
        let context = try requireContext("start")
        let run = context.run
        // Whoever lists the living threads finds it from its start on.
        run.withMonitor {
            if context.thread == nil, !run.situation.hasEnded(context.id) { context.thread = self }
        }
        do {
            _ = try run.perform(Request(.start, context.resource, other: pool), at: site)
        } catch {
            run.withMonitor { if !run.situation.isAlive(context.id) { context.thread = nil } }
            throw error
        }
        try run.spawn(context)
    }

    /// Waits until it has ended.
    ///
    /// - Returns: false when it gave up after `timeout`; a negative one is none.
    /// - Throws: `ThreadingError.notStarted` before its start, `joinsItself` on the thread itself.
    @discardableResult
    public func join(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        try join(timeout: timeout, CallSite(file, line))
    }

    package func join(timeout: Duration?, _ site: CallSite) throws -> Bool {
        let context = try requireContext("join")
        let request = Request(.join, context.resource, limit: Limit(timeout))
        return try context.run.perform(request, at: site).isDone
    }

    private func requireContext(_ what: String) throws -> ThreadContext {
        guard let context else { throw ThreadingError.outsideScenario("\(what) of thread \(name)") }
        return context
    }
}
