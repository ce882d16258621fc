import ThreadRuntime

extension Scenario {
    package static let ifInsteadOfWhile = Scenario(
        "if-instead-of-while", title: "Woken, and still nothing",
        summary: """
            A guest who finds no bread waits, and takes a loaf when woken, without another look. Between the call and the \
            waking the other guest can come in and take the loaf; the one who was called takes what is not there.
            """,
        chapter: "Classics", concepts: ["condition variable", "stolen wake-up", "predicate"],
        schedule: .random(seed: 0),
        dare: Dare("have a guest take a loaf that is gone", .failure)
    ) {
        let bakery = Condition("bakery")
        let loaves = Shared("loaves", 0)

        let guests = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                try bakery.withLock {
                    if try loaves.read() == 0 { try bakery.wait() }
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
