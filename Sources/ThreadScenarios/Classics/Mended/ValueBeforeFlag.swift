import ThreadRuntime

extension Scenario {
    package static let doubleCheckedFixed = Scenario(
        "double-checked-fixed", title: "Ready when it is there",
        summary: """
            The value is made first, and then the flag goes up, so whoever sees the flag finds the value. Here every step is \
            seen by all in the same order; on a real machine the flag has to be an atomic besides.
            """,
        chapter: "Classics", concepts: ["double-checked locking", "publication", "initialisation"],
        schedule: .random(seed: 7),
        dare: Dare("have one wait for what another makes", .waiting(threads: 1))
    ) {
        let lock = Lock("lock")
        let isReady = Shared("ready", false)
        let value = Shared("value", 0)

        @Sendable func get() throws -> Int {
            if try !isReady.read() {
                try lock.withLock {
                    // Somebody may have been here in the meantime.
                    guard try !isReady.read() else { return }
                    try Threading.compute(for: .milliseconds(100))
                    try value.write(42)
                    try isReady.write(true)
                }
            }
            return try value.read()
        }

        let threads = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                let found = try get()
                logger.info("\(name) has \(found)")
                try expect(found == 42, "what is ready is there")
            }
        }

        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
