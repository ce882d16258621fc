/// A moment on a run's clock: nanoseconds since the run began.
@usableFromInline
package struct Instant: InstantProtocol, Sendable {
    @usableFromInline package var nanoseconds: Int64

    // Inlined, as every step compares them, in every module.
    @inlinable package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    @inlinable package static var zero: Instant { Instant(nanoseconds: 0) }
    @inlinable package static var distantFuture: Instant { Instant(nanoseconds: .max) }

    /// Held to what the clock can tell: a duration too long for it gives `distantFuture` rather than a trap.
    @usableFromInline package func advanced(by duration: Duration) -> Instant {
        advanced(byNanoseconds: duration.nanoseconds)
    }

    /// The same without a `Duration`, whose 128 bits cost a division: for what is asked at every step.
    package func advanced(byNanoseconds count: Int64) -> Instant {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(count)
        guard overflow else { return Instant(nanoseconds: sum) }
        return count < 0 ? Instant(nanoseconds: .min) : .distantFuture
    }

    @usableFromInline package func duration(to other: Instant) -> Duration {
        .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
    }

    @inlinable package static func == (left: Instant, right: Instant) -> Bool {
        left.nanoseconds == right.nanoseconds
    }

    @inlinable package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Duration {
    /// This duration in whole nanoseconds, held to what 64 bits carry (292 years).
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        guard !overflow, !carry else { return seconds < 0 ? .min : .max }
        return sum
    }

    /// This duration in seconds.
    package var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
