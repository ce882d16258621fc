import ThreadRuntime

extension Scenario {
    package static let threadPool = Scenario(
        "thread-pool", title: "Using a thread pool",
        summary:
            "Five workers take five tasks. Leaving the block closes the pool, which waits for all of them.",
        chapter: "Pools", concepts: ["pool", "future", "map"], schedule: .random(seed: 7)
    ) {
        let workers = 5

        logger.debug("Starting Pool")
        try withThreadPool(maxWorkers: workers) { pool in
            try pool.map(0..<workers) { try work($0) }
        }
        logger.debug("Finishing Pool")
    }
}
