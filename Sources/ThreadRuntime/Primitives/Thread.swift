import ThreadTrace

/// A thread's life: created, started once, ended.
package struct LifeState: Sendable {
    private enum Phase {
        case created, started, ended
    }

    private var phase = Phase.created

    package init() {}

    package var isAlive: Bool { phase == .started }
    package var hasEnded: Bool { phase == .ended }

    package mutating func start(named name: String) throws {
        guard phase == .created else { throw ThreadingError.alreadyStarted(name) }
        phase = .started
    }

    package func checkJoin(of name: String, byItself: Bool) throws {
        if byItself { throw ThreadingError.joinsItself(name) }
        guard phase != .created else { throw ThreadingError.notStarted(name) }
    }

    package mutating func end() { phase = .ended }
}

// @unchecked: its own stored properties are constants, and the context guards itself.

/// A thread of the operating system, and a lane on screen.
///
/// Give it a closure, or subclass it and override `run()`. A body that throws fails its thread; the others go on.
/// Subclasses restate `@unchecked Sendable`, and keep what they store constant.
open class Thread: @unchecked Sendable {
    public let name: String
    let context: ThreadContext?
    private let target: (@Sendable () throws -> Void)?

    /// - Parameters:
    ///   - name: "Thread-1" and so on if none is given.
    ///   - target: what `run()` does.
    public init(name: String? = nil, target: (@Sendable () throws -> Void)? = nil) {
        context = Run.current?.makeThread(name: name)
        self.name = context?.name ?? name ?? "Thread"
        self.target = target
    }

    /// A thread that calls `target` with `arguments`.
    public convenience init<each Argument: Sendable>(
        name: String? = nil, target: @escaping @Sendable (repeat each Argument) throws -> Void,
        arguments: repeat each Argument
    ) {
        let packed = (repeat each arguments)
        let call: (@Sendable () throws -> Void)? = { try target(repeat each packed) }
        self.init(name: name, target: call)
    }

    init(in run: Run, name: String, target: @escaping @Sendable () throws -> Void) {
        context = run.makeThread(name: name)
        self.name = name
        self.target = target
    }

    /// What the thread does. Not to be called: `start` does.
    open func run() throws { try target?() }

    /// A number of its own within the run, from 1 for the main thread.
    public var identifier: Int { context.map { Int($0.id.number) } ?? 0 }

    /// Whether it has been started and has not ended.
    public var isAlive: Bool {
        get throws {
            let context = try requireContext("isAlive")
            let operation = Operation(
                kind: .inspect, resource: context.resource, timeout: nil, site: CallSite("", 0))
            return try context.run.perform(operation, when: { true }) { _ in context.life.isAlive }
        }
    }

    /// Starts it.
    ///
    /// - Throws: `ThreadingError.alreadyStarted` the second time, `cannotStart` when the system has no room for it.
    public func start(file: StaticString = #fileID, line: UInt = #line) throws {
        let context = try requireContext("start")
        let operation = Operation(
            kind: .start, resource: context.resource, timeout: nil, site: CallSite(file, line))
        try context.run.perform(operation, when: { true }) { _ in
            try context.life.start(named: name)
            context.run.born(context, self)
        }
        try context.run.spawn(context)
    }

    /// Waits until it has ended.
    ///
    /// - Returns: false when it gave up after `timeout`.
    /// - Throws: `ThreadingError.notStarted` before its start, `joinsItself` on the thread itself.
    @discardableResult
    public func join(timeout: Duration? = nil, file: StaticString = #fileID, line: UInt = #line) throws
        -> Bool
    {
        let context = try requireContext("join")
        let operation = Operation(
            kind: .join, resource: context.resource, timeout: timeout, site: CallSite(file, line))
        let byItself = ThreadContext.current === context
        return try context.run.perform(
            operation, when: { byItself || !context.life.isAlive },
            effect: { record in
                try context.life.checkJoin(of: name, byItself: byItself)
                if !context.life.hasEnded { record.kind = .timeout }
                return context.life.hasEnded
            })
    }

    private func requireContext(_ what: String) throws -> ThreadContext {
        guard let context else { throw ThreadingError.outsideScenario("\(what) of thread \(name)") }
        return context
    }
}
