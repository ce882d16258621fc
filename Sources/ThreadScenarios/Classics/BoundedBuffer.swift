import ThreadRuntime

extension Scenario {
    package static let boundedBuffer = Scenario(
        "bounded-buffer", title: "A buffer that wakes the wrong one",
        summary: """
            A buffer has room for one element. Who finds it full and who finds it empty wait for the same condition, and each \
            change wakes one of them. If a consumer wakes the other consumer, who finds nothing, the producer sleeps on, and \
            so do all.
            """,
        chapter: "Classics", concepts: ["bounded buffer", "condition variable", "lost wake-up"],
        schedule: .random(seed: 41),
        dare: Dare("have everyone wait for ever", .deadlock)
    ) {
        let changed = Condition("changed")
        let buffer = Shared("buffer", 0)
        let capacity = 1

        let producer = Thread(name: "Producer") {
            for _ in 0..<2 {
                try changed.withLock {
                    while try buffer.read() == capacity { try changed.wait() }
                    try buffer.modify { $0 + 1 }
                    try changed.notify()
                }
                logger.info("One put")
            }
        }
        let consumers = (1...2).map { number in
            Thread(name: "Consumer-\(number)") {
                try changed.withLock {
                    while try buffer.read() == 0 { try changed.wait() }
                    try buffer.modify { $0 - 1 }
                    try changed.notify()
                }
                logger.info("One taken")
                try Threading.compute(for: .milliseconds(100))
            }
        }

        check("all that was put has been taken") { try buffer.read() == 0 }
        for thread in [producer] + consumers { try thread.start() }
        for thread in [producer] + consumers { try thread.join() }
    }
}
