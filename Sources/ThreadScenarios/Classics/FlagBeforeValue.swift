import ThreadRuntime

extension Scenario {
    package static let doubleChecked = Scenario(
        "double-checked", title: "Ready too early",
        summary: """
            Whoever comes first makes the value, under a lock; to those who come later a flag says that they need no lock. Here \
            the flag is up before the value is there, and who trusts it reads nothing.
            """,
        chapter: "Classics", concepts: ["double-checked locking", "publication", "initialisation"],
        schedule: .random(seed: 7),
        dare: Dare("have somebody read what is not there yet", .failure)
    ) {
        let lock = Lock("lock")
        let isReady = Shared("ready", false)
        let value = Shared("value", 0)

        @Sendable func get() throws -> Int {
            if try !isReady.read() {
                try lock.withLock {
                    // Somebody may have been here in the meantime.
                    guard try !isReady.read() else { return }
                    try isReady.write(true)
                    try Threading.compute(for: .milliseconds(100))
                    try value.write(42)
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
