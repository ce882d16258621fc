import ThreadRuntime

extension Scenario {
    package static let lostWakeup = Scenario(
        "lost-wakeup", title: "A wake-up that gets lost",
        summary: """
            Alice looks for a letter and, finding none, lies down to wait for the bell. If it rings between the look and the \
            lying down, nobody hears it, and it will not ring again.
            """,
        chapter: "Classics", concepts: ["lost wake-up", "condition variable", "check then act"],
        schedule: .random(seed: 2),
        dare: Dare("ring the bell while nobody listens", .deadlock)
    ) {
        let bell = Condition("bell")
        let hasLetter = Shared("letter", false)

        let reader = Thread(name: "Alice") {
            try Threading.compute(for: .milliseconds(100))
            // Looks without the lock.
            if try !hasLetter.read() {
                try bell.withLock { try bell.wait() }
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
