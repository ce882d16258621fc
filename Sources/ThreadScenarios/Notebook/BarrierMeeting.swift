import ThreadRuntime

extension Scenario {
    package static let barrier = Scenario(
        "barrier", title: "Barrier",
        summary:
            "Three workers and the main thread wait for one another; the last to come lets all of them go on.",
        chapter: "Coordination", concepts: ["barrier", "rendezvous"], schedule: .random(seed: 7)
    ) {
        let workers = 3
        let barrier = try Barrier("barrier", parties: workers + 1)

        // We create several threads.
        logger.debug("Main creating threads")
        let threads = (0..<workers).map { MyThread($0, barrier) }

        // We start them all.
        logger.debug("Starting all threads")
        for thread in threads { try thread.start() }

        // We wait until everyone has come to the barrier.
        logger.debug("Main Waiting for barrier to be reached")
        try barrier.wait()
        logger.debug("Main Barrier reached")

        // We join the threads.
        logger.debug("Joining all threads")
        for thread in threads { try thread.join() }
    }
}

private final class MyThread: Thread, @unchecked Sendable {  // constants only
    let id: Int
    let barrier: Barrier

    init(_ id: Int, _ barrier: Barrier) {
        self.id = id
        self.barrier = barrier
        super.init()
    }

    override func run() throws {
        logger.debug("  Running Thread \(id)")
        // Each has more to do than the one before: the first to come waits longest.
        try Threading.compute(for: .seconds(3 + id))
        logger.debug("  Work Completed \(id)")
        try barrier.wait()
    }
}
