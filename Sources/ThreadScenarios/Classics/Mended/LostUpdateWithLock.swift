import ThreadRuntime

extension Scenario {
    package static let lostUpdateFixed = Scenario(
        "lost-update-fixed", title: "An update under a lock",
        summary: """
            Reading, adding and writing are one piece under a lock. Whoever comes second reads what the first has written, and \
            nobody is missing.
            """,
        chapter: "Classics", concepts: ["mutual exclusion", "critical section", "atomicity"],
        schedule: .random(seed: 2),
        dare: Dare("have one wait for the other", .waiting(threads: 1))
    ) {
        let lock = Lock("lock")
        let counter = Shared("counter", 0)

        let threads = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                // Waits at the door.
                try Threading.compute(for: .milliseconds(100))
                try lock.withLock {
                    let seen = try counter.read()
                    try counter.write(seen + 1)
                    logger.info("\(name) makes it \(seen + 1)")
                }
            }
        }

        check("both visitors are counted") { try counter.read() == 2 }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
