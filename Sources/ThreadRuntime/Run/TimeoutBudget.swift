import ThreadTrace

/// A timeout that is for several operations together, on the run's clock.
struct TimeoutBudget {
    private let deadline: Instant?

    /// Nil is for ever.
    init(_ timeout: Duration?) {
        deadline = timeout.flatMap { timeout in Run.current?.currentTime.advanced(by: timeout) }
    }

    /// What is left of it, zero at the least; nil for ever.
    var remaining: Duration? {
        guard let deadline, let now = Run.current?.currentTime else { return nil }
        return max(.zero, now.duration(to: deadline))
    }
}
