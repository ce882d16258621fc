import ThreadRuntime

extension Scenario {
    package static let queue = Scenario(
        "queue", title: "Producers and consumers",
        summary: """
            Two producers put jobs into a queue that holds three; two slower consumers take them. When it is full the \
            producers wait, and joining it waits until every job is done.
            """,
        chapter: "Coordination", concepts: ["bounded queue", "back-pressure", "producer–consumer"]
    ) {
        let queue = Queue<Int?>("jobs", capacity: 3)

        let producers = (0..<2).map { producer in
            Thread(name: "producer-\(producer)") {
                for job in 0..<4 {
                    let number = producer * 4 + job
                    try Threading.sleep(for: .milliseconds(200))
                    try queue.put(number)
                    logger.debug("  Producer \(producer) : Put job \(number)")
                }
            }
        }
        let consumers = (0..<2).map { consumer in
            Thread(name: "consumer-\(consumer)") {
                // Nil says that there will be no more jobs.
                while let job = try queue.get() {
                    logger.debug("  Consumer \(consumer) : Got job \(job)")
                    try Threading.sleep(for: .milliseconds(600))
                    try queue.taskDone()
                }
                try queue.taskDone()
            }
        }

        logger.debug("Starting producers and consumers")
        for thread in producers + consumers { try thread.start() }
        for thread in producers { try thread.join() }
        for _ in consumers { try queue.put(nil) }

        logger.debug("Waiting for all jobs to be done")
        try queue.join()
        for thread in consumers { try thread.join() }
        logger.debug("Main finished")
    }
}
