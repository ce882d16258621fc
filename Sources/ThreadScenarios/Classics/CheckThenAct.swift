import ThreadRuntime

extension Scenario {
    package static let checkThenAct = Scenario(
        "check-then-act", title: "Two buyers, one ticket",
        summary: """
            Looking for a ticket takes the lock, and so does buying it, so no single step goes wrong. But the lock is free in \
            between: what one buyer saw may no longer hold when they act, and the one ticket is sold twice.
            """,
        chapter: "Classics", concepts: ["check then act", "atomicity", "race"], schedule: .random(seed: 1),
        dare: Dare("sell the one ticket twice", .failure)
    ) {
        let lock = Lock("counter")
        let tickets = Shared("tickets", 1)

        @Sendable func isAvailable() throws -> Bool { try lock.withLock { try tickets.read() > 0 } }

        @Sendable func take() throws { try lock.withLock { try tickets.modify { $0 - 1 } } }

        let buyers = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                // Comes to the counter.
                try Threading.compute(for: .milliseconds(100))
                if try isAvailable() {
                    try take()
                    logger.info("\(name) has a ticket")
                } else {
                    logger.info("\(name) goes home")
                }
            }
        }

        check("no more tickets are sold than there are") { try tickets.read() >= 0 }
        for buyer in buyers { try buyer.start() }
        for buyer in buyers { try buyer.join() }
    }
}
