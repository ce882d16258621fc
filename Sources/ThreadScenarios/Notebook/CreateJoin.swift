import ThreadRuntime

extension Scenario {
    package static let createJoin = Scenario(
        "create-join", title: "Creating and joining a thread",
        summary: "The main thread starts another, which works for ten seconds, and waits for its end.",
        chapter: "Threads", concepts: ["start", "join", "arguments"], schedule: .random(seed: 7)
    ) {
        // We create a thread object. It does nothing until we start it.
        logger.debug("Main creating thread")
        let thread = Thread(target: work, arguments: 1, 10)

        // We start the thread.
        logger.debug("Starting thread")
        try thread.start()

        // The main thread waits here until the worker has ended.
        logger.debug("Waiting to complete")
        try thread.join()

        logger.debug("Main finished")
    }
}
