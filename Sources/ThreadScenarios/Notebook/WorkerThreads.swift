import ThreadRuntime

extension Scenario {
    package static let workerThreads = Scenario(
        "worker-threads", title: "Creating multiple worker threads",
        summary: """
            Ten threads work for ten seconds each, at the same time: with a processor for each, together they take ten \
            seconds.
            """,
        chapter: "Threads", concepts: ["start", "join", "fan-out"], schedule: .random(seed: 7)
    ) {
        // We create several threads.
        logger.debug("Main creating threads")
        let threads = (0..<10).map { Thread(target: work, arguments: $0, 10) }

        // We start them all.
        logger.debug("Starting all threads")
        for thread in threads { try thread.start() }

        // We join them in turn; those that have ended already do not keep us waiting.
        logger.debug("Waiting for all threads to complete")
        for thread in threads { try thread.join() }

        logger.debug("Main finished")
    }
}
