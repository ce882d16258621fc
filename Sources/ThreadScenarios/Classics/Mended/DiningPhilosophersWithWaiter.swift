import ThreadRuntime

extension Scenario {
    package static let philosophersFixed = Scenario(
        "philosophers-fixed", title: "Dining philosophers with a waiter",
        summary: """
            The same table, and a waiter who lets four of the five philosophers reach for forks at a time. One of four always \
            gets two, so nobody waits for ever.
            """,
        chapter: "Classics", concepts: ["deadlock avoidance", "semaphore", "dining philosophers"],
        schedule: .random(seed: 22),
        dare: Dare("have two philosophers wait at once", .waiting(threads: 2))
    ) {
        let names = ["Plato", "Kant", "Hypatia", "Hume", "Arendt"]
        let forks = names.indices.map { Lock("fork-\($0 + 1)") }
        let waiter = try Semaphore("waiter", value: names.count - 1)

        let philosophers = names.enumerated().map { place, name in
            let left = forks[place]
            let right = forks[(place + 1) % forks.count]
            return Thread(name: name) {
                // They come to the table one after the other.
                try Threading.sleep(for: .milliseconds(200 * place))
                for _ in 0..<3 {
                    // Thinks.
                    try Threading.sleep(for: .milliseconds(100))
                    try waiter.withLock {
                        try left.withLock {
                            try Threading.compute(for: .milliseconds(190))
                            try right.withLock {
                                try Threading.compute(for: .milliseconds(200))
                                logger.info("\(name) has eaten")
                            }
                        }
                    }
                }
            }
        }

        for thread in philosophers { try thread.start() }
        for thread in philosophers { try thread.join() }
        logger.info("All have eaten")
    }
}
