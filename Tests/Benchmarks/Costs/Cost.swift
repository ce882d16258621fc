import Glibc

/// What running something once took, in nanoseconds.
struct Cost {
    /// Of a processor, by the calling thread: what the machine does besides hardly shows.
    let processor: Double
    /// On the wall.
    let elapsed: Double

    init(_ body: () throws -> Void) rethrows {
        let start = (Self.now(CLOCK_THREAD_CPUTIME_ID), Self.now(CLOCK_MONOTONIC))
        try body()
        processor = Self.now(CLOCK_THREAD_CPUTIME_ID) - start.0
        elapsed = Self.now(CLOCK_MONOTONIC) - start.1
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

/// The processor time that `body` takes, in nanoseconds.
func nanoseconds(_ body: () throws -> Void) rethrows -> Double { try Cost(body).processor }
