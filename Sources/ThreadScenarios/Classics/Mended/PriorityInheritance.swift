import ThreadRuntime

extension Scenario {
    package static let priorityInversionFixed = Scenario(
        "priority-inversion-fixed", title: "Urgent work lends its urgency",
        summary: """
            While what is urgent waits for the lock, the one who holds it counts as urgent too: the middle one does not take the \
            processor. So the lock is soon free, as with priority inheritance.
            """,
        chapter: "Classics", concepts: ["priority inheritance", "priority", "condition variable"],
        schedule: .random(seed: 14),
        dare: Dare("have two wait at once", .waiting(threads: 2))
    ) {
        let lock = Lock("lock")
        let processor = Condition("processor")
        let turns = Shared("turns", 0)
        let isUrgent = Shared("urgent", false)

        let low = Thread(name: "Low") {
            try lock.withLock {
                try processor.withLock { try Threading.compute(for: .milliseconds(100)) }
            }
        }
        let middle = Thread(name: "Middle") {
            for _ in 0..<2 {
                try processor.withLock {
                    while try isUrgent.read() { try processor.wait() }
                    try turns.modify { $0 + 1 }
                    try Threading.compute(for: .milliseconds(100))
                }
            }
        }
        let high = Thread(name: "High") {
            let before = try processor.withLock {
                try isUrgent.write(true)
                return try turns.read()
            }
            try lock.withLock {
                let missed = try turns.read() - before
                logger.info("High has the lock, \(missed) turns later")
                try expect(missed < 2, "what is urgent waits for one turn of others at most")
            }
            try processor.withLock {
                try isUrgent.write(false)
                try processor.notifyAll()
            }
        }

        for thread in [low, middle, high] { try thread.start() }
        for thread in [low, middle, high] { try thread.join() }
    }
}
