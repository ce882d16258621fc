import ThreadRuntime

extension Scenario {
    package static let barrierReuse = Scenario(
        "barrier-reuse", title: "A barrier that holds once",
        summary: """
            A barrier made of a counter: the last of two sets it back to zero, and the other goes on when it sees zero. Who is \
            quick comes to the second round and counts from there before the other has looked, and then each waits for ever.
            """,
        chapter: "Classics", concepts: ["barrier", "reuse", "ABA", "condition variable"],
        schedule: .random(seed: 0),
        dare: Dare("have the two miss each other at the barrier", .deadlock)
    ) {
        let everyoneHere = Condition("everyone here")
        let arrived = Shared("arrived", 0)
        let parties = 2

        @Sendable func meet() throws {
            try everyoneHere.withLock {
                try arrived.modify { $0 + 1 }
                if try arrived.read() == parties {
                    try arrived.write(0)
                    try everyoneHere.notifyAll()
                } else {
                    while try arrived.read() != 0 { try everyoneHere.wait() }
                }
            }
        }

        let threads = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                for round in 1...2 {
                    try meet()
                    logger.info("\(name) has met in round \(round)")
                }
            }
        }

        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
