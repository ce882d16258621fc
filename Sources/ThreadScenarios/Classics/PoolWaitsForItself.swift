import ThreadRuntime

extension Scenario {
    package static let poolWaitsForItself = Scenario(
        "pool-waits-for-itself", title: "A pool that waits for itself",
        summary: """
            A task submits another one to its own pool and waits for the result. The pool has one worker, and that one is \
            waiting: the second task is never begun, whoever goes first.
            """,
        chapter: "Classics", concepts: ["deadlock", "thread pool", "thread starvation", "future"],
        schedule: .random(seed: 0),
        dare: Dare("have the worker wait for itself", .deadlock)
    ) {
        try withThreadPool("pool", maxWorkers: 1) { pool in
            let dinner = try pool.submit {
                let potatoes = try pool.submit {
                    try Threading.compute(for: .milliseconds(100))
                    return "potatoes"
                }
                return try "fish and \(potatoes.result())"
            }
            try logger.info("There is \(dinner.result())")
        }
    }
}
