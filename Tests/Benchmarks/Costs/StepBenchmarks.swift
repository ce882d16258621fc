import Glibc
import Synchronization
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What a step costs that nobody waits for and nobody else wants.
func stepBenchmarks() {
    let yardsticks = [
        Figure("bare pthread_mutex lock and unlock", "ns"),
        Figure("a step in lock-and-unlock pairs", "×"),
        Figure("a step on the wall", "ns"),
    ]
    claim("Step under parallel, trace on", [Figure("a step", "ns", aim: 1_000)] + yardsticks) {
        try StepCosts(.parallel).numbers
    }
    claim("Step under random(seed), trace on", [Figure("a step", "ns")] + yardsticks) {
        try StepCosts(.random(seed: 1)).numbers
    }
    claim(
        "The bus: a step under parallel with more and more readers",
        [
            Figure("a step, nobody reads", "ns"), Figure("a step, 1 reader", "ns"),
            Figure("a step, 9 readers", "ns"), Figure("an event for a further reader", "ns", aim: 50),
        ]
    ) {
        let unread = try StepCosts(.parallel, readers: 0).step
        let one = try StepCosts(.parallel, readers: 1).step
        let nine = try StepCosts(.parallel, readers: 9).step
        return [unread, one, nine, (nine - one) / 8]
    }
}

/// Nanoseconds of one run whose main thread acquires and releases a lock again and again, with nothing in between.
private struct StepCosts: Sendable {
    private(set) var step = 0.0
    private var mutex = 0.0
    private var stepOnTheWall = 0.0

    var numbers: [Double] { [step, mutex, step / mutex, stepOnTheWall] }

    private static let pairs = 100_000

    /// - Parameter readers: how many take the events as they come, one of them to make a trace of them.
    init(_ schedule: Schedule, readers: Int = 1) throws {
        let result = Result()
        let scenario = Scenario("steps", title: "", summary: "") { try result.measure() }
        let run = Run(scenario, schedule: schedule, speed: .max)
        let subscriptions = (0..<readers).map { _ in run.subscribe() }
        try run.start()
        var trace = Trace()
        while trace.verdict == nil, let first = subscriptions.first {
            usleep(5_000)
            trace.append(first.take())
            for other in subscriptions.dropFirst() { _ = other.take() }
        }
        run.wait()
        self = result.costs.withLock { $0 }
    }

    private init() {}

    /// What the run's main thread leaves behind.
    private final class Result: Sendable {
        let costs = Mutex(StepCosts())

        func measure() throws {
            let lock = Lock("lock")
            let mutex = BareMutex()
            let bare = Cost {
                for _ in 0..<pairs {
                    mutex.lock()
                    mutex.unlock()
                }
            }
            let steps = try Cost {
                for _ in 0..<pairs {
                    try lock.acquire()
                    try lock.release()
                }
            }
            costs.withLock {
                $0.mutex = bare.processor / Double(pairs)
                $0.step = steps.processor / Double(2 * pairs)
                $0.stepOnTheWall = steps.elapsed / Double(2 * pairs)
            }
        }
    }
}
