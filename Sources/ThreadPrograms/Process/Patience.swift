import Glibc

/// How long a program is waited for: so many seconds on a machine that has nothing else to do, and as much longer as others keep it busy.
struct Patience {
    /// How often one that is waited for is asked after.
    static let interval = timeval(tv_sec: 0, tv_usec: 100_000)

    private let seconds: Double

    init(seconds: Double) { self.seconds = seconds }

    /// - Parameter waits: how many intervals have gone by.
    func isOver(after waits: Int) -> Bool {
        guard Double(waits) / 10 >= seconds else { return false }
        var load = 0.0
        // The mean of the last minute: how many threads are ready to run.
        getloadavg(&load, 1)
        return Double(waits) / 10 >= seconds * max(load, 1)
    }
}
