import ThreadRuntime

extension Scenario {
    package static let sharedState = Scenario(
        "shared-state", title: "Threads and shared state",
        summary: """
            Five threads read a counter, work, read it again and add one. Nothing protects it, so it can change between \
            the two readings, and updates can be lost.
            """,
        chapter: "Sharing", concepts: ["race", "lost update", "shared value"], schedule: .random(seed: 12),
        dare: Dare("lose an update", .lostUpdate)
    ) {
        let shared = Shared("counter", 0)

        @Sendable func update(_ name: Int) throws {
            let start = try shared.read()
            try Threading.sleep(for: .seconds(1))
            let end = try shared.read()
            let valid = start == end
            logger.debug("  Thread \(name) : Starting \(start) Ending \(end) ... Valid \(valid)")
            try shared.modify { $0 + 1 }
        }

        let workers = 5
        logger.debug("Starting Pool")
        try withThreadPool(maxWorkers: workers) { pool in
            try pool.map(0..<workers) { try update($0) }
        }
        logger.debug("Finishing Pool")
    }
}
