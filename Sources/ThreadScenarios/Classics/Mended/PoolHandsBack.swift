import ThreadRuntime

extension Scenario {
    package static let poolWaitsForItselfFixed = Scenario(
        "pool-waits-for-itself-fixed", title: "A pool that hands back what is to come",
        summary: """
            The task submits the other one and hands its future back instead of waiting for it. That frees the one worker for \
            the second task, and it is the main thread, no worker, that waits.
            """,
        chapter: "Classics", concepts: ["thread pool", "future", "deadlock avoidance"],
        schedule: .random(seed: 0),
        dare: Dare("have the worker wait for something to do", .waiting(threads: 1))
    ) {
        try withThreadPool("pool", maxWorkers: 1) { pool in
            let dinner = try pool.submit {
                let potatoes = try pool.submit {
                    try Threading.compute(for: .milliseconds(100))
                    return "potatoes"
                }
                return ("fish", potatoes)
            }
            let (fish, potatoes) = try dinner.result()
            try logger.info("There is \(fish) and \(potatoes.result())")
        }
    }
}
