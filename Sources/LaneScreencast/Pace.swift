/// Times as a player shows them: they never fall.
struct Pace {
    private var last = Microseconds.zero

    /// A time before the one of the last call is that time.
    mutating func moment(_ time: Duration) -> Microseconds {
        last = max(Microseconds(time), last)
        return last
    }
}
