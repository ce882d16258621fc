import ThreadRuntime

extension Scenario {
    package static let philosophers = Scenario(
        "philosophers", title: "Dining philosophers",
        summary: """
            Five philosophers sit around a table with a fork between any two. Who wants to eat takes the left fork, then the \
            right one. That mostly goes well. Once each of them has the left one, each waits for the next one's, for ever.
            """,
        chapter: "Classics", concepts: ["deadlock", "circular wait", "dining philosophers"],
        schedule: .random(seed: 22),
        dare: Dare("have all five wait for a fork", .deadlock)
    ) {
        let names = ["Plato", "Kant", "Hypatia", "Hume", "Arendt"]
        let forks = names.indices.map { Lock("fork-\($0 + 1)") }

        let philosophers = names.enumerated().map { place, name in
            let left = forks[place]
            let right = forks[(place + 1) % forks.count]
            return Thread(name: name) {
                // They come to the table one after the other.
                try Threading.sleep(for: .milliseconds(200 * place))
                for _ in 0..<3 {
                    // Thinks.
                    try Threading.sleep(for: .milliseconds(100))
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

        for thread in philosophers { try thread.start() }
        for thread in philosophers { try thread.join() }
        logger.info("All have eaten")
    }
}
