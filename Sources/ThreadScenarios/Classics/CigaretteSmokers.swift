import ThreadRuntime

extension Scenario {
    package static let cigaretteSmokers = Scenario(
        "cigarette-smokers", title: "Cigarette smokers who grab",
        summary: """
            Each of three smokers has one of tobacco, paper and matches, and an agent puts the other two on the table. They \
            grab one thing after the other. Who grabs something and lacks the next keeps it from the only one who could smoke.
            """,
        chapter: "Classics", concepts: ["deadlock", "hold and wait", "semaphore", "cigarette smokers"],
        schedule: .random(seed: 1),
        dare: Dare("leave the one who could smoke without paper, matches or tobacco", .deadlock)
    ) {
        let things = ["tobacco", "paper", "matches"]
        let table = try things.map { try Semaphore($0, value: 0) }
        let smoked = try Semaphore("smoked", value: 0)

        let smokers = things.indices.map { own in
            Thread(name: "Has \(things[own])", isDaemon: true) {
                while true {
                    try table[(own + 1) % 3].acquire()
                    try table[(own + 2) % 3].acquire()
                    try Threading.compute(for: .milliseconds(100))
                    logger.info("Who has \(things[own]) has smoked")
                    try smoked.release()
                }
            }
        }
        let agent = Thread(name: "Agent") {
            // What is not put on the table.
            for left in 0..<2 {
                try table[(left + 1) % 3].release()
                try table[(left + 2) % 3].release()
                try smoked.acquire()
            }
        }

        for thread in smokers + [agent] { try thread.start() }
        try agent.join()
    }
}
