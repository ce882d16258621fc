import ThreadRuntime

extension Scenario {
    package static let semaphore = Scenario(
        "semaphore", title: "Semaphore",
        summary:
            "Five threads share two permits: two work at a time, the others wait until one is given back.",
        chapter: "Coordination", concepts: ["semaphore", "permits"], schedule: .random(seed: 7)
    ) {
        let maxResources = 2
        let semaphore = try Semaphore("resources", value: maxResources)

        @Sendable func semaphoreWork(_ name: Int, seconds: Int = 5) throws {
            logger.debug("  Thread \(name) is attempting to acquire resource.")
            try semaphore.acquire()
            logger.debug("  Thread \(name) is working for \(seconds) seconds.")
            try Threading.compute(for: .seconds(seconds))
            logger.debug("  Thread \(name) is complete.")
            try semaphore.release()
        }

        let workers = 5
        logger.debug("Starting Pool")
        try withThreadPool(maxWorkers: workers) { pool in
            try pool.map(0..<workers) { try semaphoreWork($0) }
        }
        logger.debug("Finishing Pool")
    }
}
