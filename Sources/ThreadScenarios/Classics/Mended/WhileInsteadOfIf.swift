import ThreadRuntime

extension Scenario {
    package static let ifInsteadOfWhileFixed = Scenario(
        "if-instead-of-while-fixed", title: "Woken, and looking again",
        summary: """
            A guest who is woken looks again, and waits again if the loaf is gone. A notification says that something may have \
            changed, not that it still is so.
            """,
        chapter: "Classics", concepts: ["condition variable", "predicate loop"], schedule: .random(seed: 0),
        dare: Dare("have both guests wait", .waiting(threads: 2))
    ) {
        let bakery = Condition("bakery")
        let loaves = Shared("loaves", 0)

        let guests = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                try bakery.withLock {
                    while try loaves.read() == 0 { try bakery.wait() }
                    try expect(loaves.read() > 0, "who takes a loaf finds one")
                    try loaves.modify { $0 - 1 }
                }
                logger.info("\(name) has a loaf")
            }
        }
        let baker = Thread(name: "Baker") {
            for _ in 0..<2 {
                try bakery.withLock {
                    try loaves.modify { $0 + 1 }
                    try bakery.notify()
                }
                try Threading.compute(for: .milliseconds(100))
            }
        }

        for thread in guests + [baker] { try thread.start() }
        for thread in guests + [baker] { try thread.join() }
    }
}
