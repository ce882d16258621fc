import ThreadTrace

extension Instant {
    /// Seconds since a run's start, as users give them.
    init(seconds: Double) { self = .zero.advanced(by: .nanoseconds(Int64((seconds * 1e9).rounded()))) }

    var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
