import ThreadRuntime

extension Scenario {
    package static let threadPoolArguments = Scenario(
        "thread-pool-args", title: "Passing multiple values to work",
        summary:
            "Each task gets a pair of values, which a closure unpacks for the function that does the work.",
        chapter: "Pools", concepts: ["pool", "map", "arguments"], schedule: .random(seed: 7)
    ) {
        let workers = 5
        let seconds = 10

        logger.debug("Starting Pool")
        try withThreadPool(maxWorkers: workers) { pool in
            let arguments = (0..<workers).map { ($0, seconds) }
            try pool.map(arguments) { name, seconds in try work(name, seconds) }
        }
        logger.debug("Finishing Pool")
    }
}
