import ThreadRuntime

extension Scenario {
    package static let priorityInversion = Scenario(
        "priority-inversion", title: "Urgent work behind idle work",
        summary: """
            What is urgent waits for a lock that an unhurried thread holds, and that one waits for the processor, of which a \
            lock takes the place here. A third thread, which needs no lock, takes the processor again and again: what is urgent \
            waits for what is not.
            """,
        chapter: "Classics", concepts: ["priority inversion", "priority", "starvation"],
        schedule: .random(seed: 14),
        dare: Dare("have what is urgent wait for two turns of others", .failure)
    ) {
        let lock = Lock("lock")
        let processor = Lock("processor")
        let turns = Shared("turns", 0)

        let low = Thread(name: "Low") {
            try lock.withLock {
                try processor.withLock { try Threading.compute(for: .milliseconds(100)) }
            }
        }
        let middle = Thread(name: "Middle") {
            for _ in 0..<2 {
                try processor.withLock {
                    try turns.modify { $0 + 1 }
                    try Threading.compute(for: .milliseconds(100))
                }
            }
        }
        let high = Thread(name: "High") {
            let before = try processor.withLock { try turns.read() }
            try lock.withLock {
                let missed = try turns.read() - before
                logger.info("High has the lock, \(missed) turns later")
                try expect(missed < 2, "what is urgent waits for one turn of others at most")
            }
        }

        for thread in [low, middle, high] { try thread.start() }
        for thread in [low, middle, high] { try thread.join() }
    }
}
