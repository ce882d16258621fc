import TestSupport
import LaneView
import ThreadTrace

/// Runs that tests look at.
enum Samples {
    /// Four workers queue for a lock, hold it while they sleep, and write a shared counter: the picture of the design.
    static func lock() -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let pool = run.resource(.pool, "pool", capacity: 4)
        let lock = run.resource(.lock, "shared.lock")
        let counter = run.resource(.shared, "counter")
        run.at(0.1)
        let workers = (0..<4).map { run.thread("worker-\($0)") }
        for worker in workers { run.happen(main, .start, .running, run.trace[worker]?.resource ?? .none) }
        for (index, worker) in workers.enumerated() {
            run.begin(worker)
            run.log(worker, "Thread \(index) : Waiting for lock")
        }
        run.at(0.2)
        run.block(main, on: pool)
        for (index, worker) in workers.enumerated() {
            run.at(0.2 + Double(index))
            run.acquire(worker, lock)
            run.log(worker, "Thread \(index) : Obtained lock")
            if index == 0 { for other in workers.dropFirst() { run.block(other, on: lock) } }
            if index == 2 { break }
            run.at(0.3 + Double(index))
            run.sleep(worker)
            run.at(1.1 + Double(index))
            run.happen(worker, .write, .running, counter, value: Int32(index + 1))
            run.log(worker, "Thread \(index) : Counter is \(index + 1)", level: 2)
            run.release(worker, lock)
            run.at(1.15 + Double(index))
            run.finish(worker)
        }
        run.at(2.3)
        run.sleep(workers[2])
        let status = RunStatus(
            scenario: "lock", title: "Synchronizing access", schedule: "seed 7",
            now: Instant(nanoseconds: 2_710_000_000))
        return (run.trace, status)
    }

    /// Two philosophers, each with the other's fork.
    static func deadlock() -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let forks = ["fork A", "fork B"].map { run.resource(.lock, $0) }
        let diners = ["Kant", "Hume"].map { run.thread($0) }
        for diner in diners { run.begin(diner) }
        run.at(0.3)
        run.join(main, diners[0])
        for (diner, fork) in zip(diners, forks) { run.acquire(diner, fork) }
        run.at(0.6)
        run.sleep(diners[0])
        run.ready(diners[1])
        run.at(0.9)
        run.block(diners[1], on: forks[0])
        run.at(1.2)
        run.block(diners[0], on: forks[1])
        run.at(1.3)
        run.happen(diners[0], .deadlock, .deadlocked, forks[1], value: 3, detail: 1)
        run.happen(diners[1], .deadlock, .deadlocked, forks[0], value: 2, detail: 1)
        run.happen(main, .deadlock, .deadlocked, run.trace[diners[0]]?.resource ?? .none, value: 2)
        run.end(
            .deadlocked,
            "Kant waits for fork B, held by Hume; Hume waits for fork A, held by Kant; MainThread waits for Kant"
        )
        let status = RunStatus(
            scenario: "philosophers", title: "Two forks, two hands", schedule: "round-robin", speed: nil)
        return (run.trace, status)
    }

    /// Two threads increment a counter, each between the other's read and write.
    static func lostUpdate() -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let (one, two) = (run.thread("one"), run.thread("two"))
        let counter = run.resource(.shared, "counter")
        run.begin(one)
        run.begin(two)
        run.at(0.3)
        run.happen(one, .read, .running, counter, value: 0)
        run.sleep(one)
        run.at(0.5)
        run.happen(two, .read, .running, counter, value: 0)
        run.happen(two, .write, .running, counter, value: 1)
        run.at(0.9)
        run.happen(one, .write, .running, counter, value: 1)
        return (run.trace, RunStatus(scenario: "lost", title: "An update is lost", isPaused: true))
    }

    /// The same, and how it ends. In a deadlock each of the two has taken one of two locks before, and waits for the other.
    static func lostUpdate(then outcome: Verdict.Outcome, _ message: String) -> (
        trace: Trace, status: RunStatus
    ) {
        var run = TraceBuilder()
        let (one, two) = (run.thread("one"), run.thread("two"))
        let counter = run.resource(.shared, "counter")
        let locks = ["a", "b"].map { run.resource(.lock, $0) }
        run.begin(one)
        run.begin(two)
        run.at(0.3)
        run.happen(one, .read, .running, counter, value: 0)
        run.happen(two, .write, .running, counter, value: 1)
        run.at(0.9)
        run.happen(one, .write, .running, counter, value: 1)
        switch outcome {
        case .deadlocked:
            for (thread, lock) in zip([one, two], locks) { run.acquire(thread, lock) }
            for (thread, lock) in zip([two, one], locks) { run.block(thread, on: lock) }
            for (thread, lock) in zip([two, one], locks) {
                run.happen(thread, .deadlock, .deadlocked, lock, detail: 1)
            }
        case .failed: run.fail(one, message)
        default: break
        }
        run.end(outcome, message)
        return (run.trace, RunStatus(scenario: "lost", title: "An update is lost"))
    }

    /// One thread holds three locks and waits for a fourth, whose holder hands another on.
    static func manyHeld() -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let (greedy, other, third) = (run.thread("greedy"), run.thread("other"), run.thread("third"))
        let locks = ["accounts.lock", "audit.lock", "branch.lock", "central.lock"].map {
            run.resource(.lock, $0)
        }
        for thread in [greedy, other, third] { run.begin(thread) }
        run.at(0.2)
        run.acquire(other, locks[3])
        for lock in locks.prefix(3) { run.acquire(greedy, lock) }
        run.at(0.6)
        run.block(greedy, on: locks[3])
        run.block(third, on: locks[1])
        run.at(1)
        run.sleep(other)
        let status = RunStatus(
            scenario: "greedy", title: "Three locks and a fourth", now: Instant(nanoseconds: 1_500_000_000))
        return (run.trace, status)
    }

    /// A worker throws while another meets every kind of primitive; names and messages hold what names may hold.
    static func failed() -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let busy = run.thread("fleißig-漢字")
        let unlucky = run.thread("esc\u{1B}[2J")
        let semaphore = run.resource(.semaphore, "slots", capacity: 3)
        let queue = run.resource(.queue, "orders", capacity: 8)
        let barrier = run.resource(.barrier, "gate", capacity: 3)
        let event = run.resource(.event, "open")
        let name = run.resource(.shared, "greeting")
        _ = run.resource(.condition, "changed")
        _ = run.resource(.rlock, "nested")
        let future = run.resource(.future, "future-1")
        run.happen(main, .submit, .running, future, value: FuturePhase.pending.rawValue)
        run.at(0.4)
        run.begin(busy)
        run.begin(unlucky)
        run.happen(busy, .acquire, .running, semaphore, value: 2)
        run.happen(busy, .put, .running, queue, value: 5)
        run.output(busy, "plain output, no level\nand a second line")
        run.at(0.7)
        run.happen(busy, .arrive, .waiting, barrier, value: 1)
        run.log(main, "careful", level: 4)
        run.at(0.8)
        run.happen(main, .set, .running, event, value: 1)
        run.output(main, "hello")
        run.write(main, name, "good morning")
        run.at(1)
        run.log(unlucky, "it broke", level: 5)
        run.fail(unlucky, "index 7 out of range")
        run.at(1.5)
        run.end(.failed, "esc\u{1B}[2J: index 7 out of range")
        let status = RunStatus(scenario: "kinds", title: "Every kind of thing")
        return (run.trace, status)
    }

    /// A thousand threads at one semaphore.
    static func crowd(_ count: Int = 1000) -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let semaphore = run.resource(.semaphore, "seats", capacity: 3)
        let guests = (1..<max(count, 1)).map { run.thread("guest-\($0)") }
        for (index, guest) in guests.enumerated() {
            run.at(Double(index) * 0.001)
            run.begin(guest)
            if index < 3 {
                run.happen(guest, .acquire, .running, semaphore, value: Int32(2 - index))
                run.sleep(guest)
            } else {
                run.block(guest, on: semaphore)
            }
        }
        let status = RunStatus(
            scenario: "crowd", title: "A thousand guests, three seats", isPaused: true, now: run.trace.end,
            next: guests.dropFirst(19).first)
        return (run.trace, status)
    }

    /// Three workers in the lines of a file that can be shown.
    static func code() -> (trace: Trace, status: RunStatus) {
        let file = "Samples/Counter.swift"
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let counter = run.resource(.shared, "counter")
        let workers = (0..<3).map { run.thread("worker-\($0)") }
        run.at(line: 13, of: file)
        run.join(main, workers[0])
        for worker in workers { run.begin(worker) }
        run.at(0.5)
        run.at(line: 6, of: file)
        for worker in workers.reversed() { run.sleep(worker) }
        run.at(1)
        run.at(line: 7, of: file)
        run.happen(workers[0], .read, .running, counter)
        let status = RunStatus(
            scenario: "counter", title: "Counting", file: file, isPaused: true,
            now: Instant(nanoseconds: 1_200_000_000))
        return (run.trace, status)
    }

    static let sources = SourceListings([
        "Samples/Counter.swift": """
        import ThreadRuntime

        let shared = Shared("counter", 0)
        /* Reads and writes what others read and write. */
        func count(_ name: Int) throws {
            try Threading.sleep(for: .seconds(1))
            let value = try shared.read() + 1
            try shared.write(value)
        }

        let workers = (0..<3).map { name in Thread { try count(name) } }
        for worker in workers { try worker.start() }
        for worker in workers { try worker.join() }
        print("done", shared)  // 1, 2 or 3

        """
    ])

    static let entries = [
        ScenarioEntry(
            name: "logging", title: "Logging", summary: "One thread logs a line.", chapter: "First steps",
            concepts: ["logging"]),
        ScenarioEntry(
            name: "create-join", title: "Creating and joining a thread",
            summary: "The main thread starts another one and waits until it has ended.",
            chapter: "First steps", concepts: ["start", "join"]),
        ScenarioEntry(
            name: "lock", title: "Synchronizing access",
            summary:
                "Four workers add to one counter. Each takes the lock first, so that no addition is lost, and each waits"
                + " for the others; watch the lock travel from lane to lane.",
            chapter: "Sharing", concepts: ["lock", "mutual exclusion", "critical section"]),
        ScenarioEntry(
            name: "barrier", title: "Meeting at a barrier",
            summary: "Three threads wait for each other, then go on together.", chapter: "Coordination",
            concepts: ["barrier", "rendezvous"]),
        ScenarioEntry(
            name: "queue", title: "Producers and consumers",
            summary: "What two threads make, three use up.", chapter: "Coordination",
            concepts: ["bounded queue", "producer–consumer"]),
    ]
}
