import ThreadRuntime

extension Scenario {
    package static let checkThenActFixed = Scenario(
        "check-then-act-fixed", title: "Two buyers, one at a time",
        summary: """
            Looking for a ticket and buying it happen under one and the same hold of the lock. What a buyer saw stays true \
            until they have acted on it.
            """,
        chapter: "Classics", concepts: ["critical section", "atomicity"], schedule: .random(seed: 1),
        dare: Dare("have a buyer wait", .waiting(threads: 1))
    ) {
        let lock = Lock("counter")
        let tickets = Shared("tickets", 1)

        /// - Returns: whether there was one.
        @Sendable func takeIfAvailable() throws -> Bool {
            try lock.withLock {
                guard try tickets.read() > 0 else { return false }
                try tickets.modify { $0 - 1 }
                return true
            }
        }

        let buyers = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                // Comes to the counter.
                try Threading.compute(for: .milliseconds(100))
                if try takeIfAvailable() {
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
