/// What scenario threads' code runs on.
///
/// A thread that may not go on is parked; whoever lets it go on unparks it, once, before or after it has parked.
protocol Carrier: AnyObject, Sendable {
    /// Whether threads really run beside each other, so that the run needs its monitor and its driver.
    var isParallel: Bool { get }

    /// What the carrier keeps for each thread.
    func makeSeat() -> AnyObject?

    /// Has a thread run `main`, whose end is the thread's.
    ///
    /// - Throws: when there is no room for another.
    func spawn(_ context: ThreadContext, _ main: @escaping @Sendable () -> Void) throws(SpawnError)

    /// Called by the thread itself, outside the monitor: comes back when it has been unparked.
    func park(_ context: ThreadContext)

    /// Called inside the monitor.
    func unpark(_ context: ThreadContext)

    /// Called when the run has started, by whoever started it.
    func carry()
}

/// Which carrier a run is to have.
package enum CarrierKind: Sendable {
    /// A thread of the operating system for each.
    case threads
    /// User-level contexts on the thread that starts the run: for searching.
    case fibers(FiberStacks)

    package static var fibers: CarrierKind { .fibers(FiberStacks()) }

    func make() -> any Carrier {
        switch self {
        case .threads: ThreadCarrier()
        case .fibers(let stacks): FiberCarrier(stacks)
        }
    }
}

package struct SpawnError: Error {
    package let reason: String
}

/// Carries each thread on one of the operating system's.
final class ThreadCarrier: Carrier {
    var isParallel: Bool { true }

    func makeSeat() -> AnyObject? { Parker() }

    func spawn(_ context: ThreadContext, _ main: @escaping @Sendable () -> Void) throws(SpawnError) {
        _ = try OSThread {
            context.becomeCurrent()
            main()
            ThreadContext.becomeNone()
        }
    }

    func park(_ context: ThreadContext) { parker(context)?.park() }

    func unpark(_ context: ThreadContext) { parker(context)?.unpark() }

    func carry() {}

    private func parker(_ context: ThreadContext) -> Parker? {
        context.seat.map { unsafeDowncast($0, to: Parker.self) }
    }
}
