import ThreadRuntime

extension Scenario {
    package static let lock = Scenario(
        "lock", title: "Synchronizing access",
        summary: """
            The same five threads hold a lock from their first reading to their update: they take turns, and nothing \
            changes under them.
            """,
        chapter: "Sharing", concepts: ["lock", "mutual exclusion", "critical section"],
        dare: Dare("have two wait for the lock at once", .waiting(threads: 2))
    ) {
        let counter = Shared("counter", 0)
        let lock = Lock("shared.lock")

        @Sendable func update(_ name: Int) throws {
            logger.debug("  Thread \(name) : Trying to obtain lock")
            try lock.withLock {
                logger.debug("  Thread \(name) : Obtained lock")
                let start = try counter.read()
                try Threading.sleep(for: .seconds(1))
                let end = try counter.read()
                let valid = start == end
                logger.debug("  Thread \(name) : Starting \(start) Ending \(end) Valid \(valid)")
                try counter.modify { $0 + 1 }
                logger.debug("  Thread \(name) : Releasing lock")
            }
        }

        let workers = 5
        logger.debug("Starting Pool")
        try withThreadPool(maxWorkers: workers) { pool in
            try pool.map(0..<workers) { try update($0) }
        }
        logger.debug("Finishing Pool")
    }
}
