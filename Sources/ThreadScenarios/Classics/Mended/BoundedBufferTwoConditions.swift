import ThreadRuntime

extension Scenario {
    package static let boundedBufferFixed = Scenario(
        "bounded-buffer-fixed", title: "A buffer with two conditions",
        summary: """
            Who waits for room and who waits for an element have a condition each, over the same lock. Whoever is woken can \
            make use of it, so waking one is enough.
            """,
        chapter: "Classics", concepts: ["bounded buffer", "condition variable", "monitor"],
        schedule: .random(seed: 41),
        dare: Dare("have two wait at once", .waiting(threads: 2))
    ) {
        let lock = Lock("lock")
        let notFull = Condition("not full", lock: lock)
        let notEmpty = Condition("not empty", lock: lock)
        let buffer = Shared("buffer", 0)
        let capacity = 1

        let producer = Thread(name: "Producer") {
            for _ in 0..<2 {
                try lock.withLock {
                    while try buffer.read() == capacity { try notFull.wait() }
                    try buffer.modify { $0 + 1 }
                    try notEmpty.notify()
                }
                logger.info("One put")
            }
        }
        let consumers = (1...2).map { number in
            Thread(name: "Consumer-\(number)") {
                try lock.withLock {
                    while try buffer.read() == 0 { try notEmpty.wait() }
                    try buffer.modify { $0 - 1 }
                    try notFull.notify()
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
