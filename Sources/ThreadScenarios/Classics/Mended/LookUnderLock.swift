import ThreadRuntime

extension Scenario {
    package static let lostWakeupFixed = Scenario(
        "lost-wakeup-fixed", title: "A look under the lock",
        summary: """
            Alice looks with the lock held, and waiting gives it back only once she is among those who wait. So the bell rings \
            before her look, which then finds the letter, or after she lies down, and she hears it.
            """,
        chapter: "Classics", concepts: ["condition variable", "predicate"], schedule: .random(seed: 2),
        dare: Dare("have somebody wait", .waiting(threads: 1))
    ) {
        let bell = Condition("bell")
        let hasLetter = Shared("letter", false)

        let reader = Thread(name: "Alice") {
            try Threading.compute(for: .milliseconds(100))
            try bell.withLock {
                _ = try bell.wait { try hasLetter.read() }
            }
            logger.info("Alice reads the letter")
        }
        let carrier = Thread(name: "Carrier") {
            try Threading.compute(for: .milliseconds(100))
            try bell.withLock {
                try hasLetter.write(true)
                try bell.notify()
            }
            logger.info("The letter is there")
        }

        for thread in [reader, carrier] { try thread.start() }
        for thread in [reader, carrier] { try thread.join() }
    }
}
