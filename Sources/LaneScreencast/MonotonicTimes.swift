/// Monotonic times, as players need them: one that runs back is taken for the one before it.
struct MonotonicTimes {
    private(set) var last = Microseconds.zero

    mutating func next(_ time: Duration) -> Microseconds {
        last = max(Microseconds(time), last)
        return last
    }
}
