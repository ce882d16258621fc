import CFibers
import DequeModule
import Glibc

/// Carries each thread on a stack of its own, all on the thread of the operating system that starts the run, which is back when the
/// run is over. A thread that is not parked runs until it parks: so this is for controlled runs.
///
/// No access to a variable may be open across a switch, as the language keeps count of those for each of the operating system's
/// threads: nothing here switches from within one.
final class FiberCarrier: Carrier, @unchecked Sendable {  // all on one thread
    private let host = Fiber.make()
    private let stacks: FiberStacks
    /// Those that may go on, in the order in which they were let go on.
    @exclusivity(unchecked) private var ready = Deque<ThreadContext>(minimumCapacity: 8)

    init(_ stacks: FiberStacks) { self.stacks = stacks }

    deinit { host.deallocate() }

    var isParallel: Bool { false }

    func makeSeat() -> AnyObject? { Fiber(self) }

    func spawn(_ context: ThreadContext, _ main: @escaping @Sendable () -> Void) throws(SpawnError) {
        let fiber = fiber(of: context)
        fiber.stack = stacks.take()
        guard let stack = fiber.stack else { throw SpawnError(reason: String(cString: strerror(errno))) }
        fiber.main = main
        fiber_make(
            fiber.pointer, stack, FiberStacks.bytes, { FiberCarrier.enter($0) },
            Unmanaged.passUnretained(fiber).toOpaque())
    }

    func park(_ context: ThreadContext) { switchOver(from: fiber(of: context).pointer) }

    func unpark(_ context: ThreadContext) { ready.append(context) }

    func carry() {
        while !ready.isEmpty { switchOver(from: host) }
        ThreadContext.becomeNone()
    }

    private func fiber(of context: ThreadContext) -> Fiber {
        context.seat.map { unsafeDowncast($0, to: Fiber.self) } ?? Fiber(self)
    }

    /// To whoever may go on, or back to the host.
    private func switchOver(from own: UnsafeMutablePointer<fiber>) {
        let next = take()
        if own != next { fiber_switch(own, next) }
    }

    private func take() -> UnsafeMutablePointer<fiber> {
        guard let next = ready.popFirst() else { return host }
        next.becomeCurrent()
        return fiber(of: next).pointer
    }

    /// A fiber's first function and last: it never returns.
    private static func enter(_ argument: UnsafeMutableRawPointer?) {
        guard let argument else { return }
        let (own, next) = live(Unmanaged<Fiber>.fromOpaque(argument))
        fiber_switch_last(own, next)
    }

    /// All of a fiber's life, so that its last switch leaves nothing on the stack that is owned.
    @inline(never)
    private static func live(
        _ reference: Unmanaged<Fiber>
    ) -> (own: UnsafeMutablePointer<fiber>, next: UnsafeMutablePointer<fiber>) {
        let fiber = reference.takeUnretainedValue()
        fiber.main?()
        fiber.main = nil
        let pointer = fiber.pointer
        if let stack = fiber.stack { fiber.carrier.stacks.give(stack) }
        fiber.stack = nil
        return (pointer, fiber.carrier.take())
    }
}

/// A thread's context and stack.
private final class Fiber {
    let pointer = Fiber.make()
    @exclusivity(unchecked) var stack: UnsafeMutableRawPointer?
    @exclusivity(unchecked) var main: (@Sendable () -> Void)?
    unowned let carrier: FiberCarrier

    init(_ carrier: FiberCarrier) { self.carrier = carrier }

    deinit { pointer.deallocate() }

    static func make() -> UnsafeMutablePointer<fiber> {
        let pointer = UnsafeMutablePointer<fiber>.allocate(capacity: 1)
        pointer.initialize(to: fiber())
        return pointer
    }
}

/// Stacks that fibers have left, for the next ones: of one of the operating system's threads, as a fiber gives its stack back while
/// it is still on it.
package final class FiberStacks: @unchecked Sendable {  // as it says above
    /// Enough for a scenario's body and what the standard library does below it; only touched pages take memory.
    static let bytes = 256 * 1024

    @exclusivity(unchecked) private var free: [UnsafeMutableRawPointer] = []

    package init() {}

    /// Has the system's memory that one execution gives back kept for the next, from now on: where fibers do not run on the main thread,
    /// a quarter of the time would be spent on it.
    package static func keepMemory() { fiber_keep_memory() }

    /// How many there are for the next fibers.
    package var count: Int { free.count }

    deinit { for stack in free { fiber_stack_free(stack, Self.bytes) } }

    /// Nil when the system has no room for another, with `errno`.
    func take() -> UnsafeMutableRawPointer? { free.popLast() ?? fiber_stack_allocate(Self.bytes) }

    func give(_ stack: UnsafeMutableRawPointer) { free.append(stack) }
}
