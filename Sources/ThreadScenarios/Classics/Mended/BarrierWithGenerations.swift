import ThreadRuntime

extension Scenario {
    package static let barrierReuseFixed = Scenario(
        "barrier-reuse-fixed", title: "A barrier that counts its rounds",
        summary: """
            The barrier has a number for the round, and who waits goes on when it is no longer the one they came in. It never \
            comes back to an old value, so nobody can look too late.
            """,
        chapter: "Classics", concepts: ["barrier", "generation", "condition variable"],
        schedule: .random(seed: 0),
        dare: Dare("have one wait for the other", .waiting(threads: 1))
    ) {
        let everyoneHere = Condition("everyone here")
        let arrived = Shared("arrived", 0)
        let generation = Shared("round", 1)
        let parties = 2

        @Sendable func meet() throws {
            try everyoneHere.withLock {
                let mine = try generation.read()
                try arrived.modify { $0 + 1 }
                if try arrived.read() == parties {
                    try arrived.write(0)
                    try generation.write(mine + 1)
                    try everyoneHere.notifyAll()
                } else {
                    while try generation.read() == mine { try everyoneHere.wait() }
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
