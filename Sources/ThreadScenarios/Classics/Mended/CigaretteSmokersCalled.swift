import ThreadRuntime

extension Scenario {
    package static let cigaretteSmokersFixed = Scenario(
        "cigarette-smokers-fixed", title: "Cigarette smokers who are called",
        summary: """
            The agent knows who can smoke with what is on the table and calls that one alone, who takes both things. Nobody \
            holds one thing and waits for another.
            """,
        chapter: "Classics", concepts: ["deadlock avoidance", "semaphore", "cigarette smokers"],
        schedule: .random(seed: 1),
        dare: Dare("have all three smokers wait at once", .waiting(threads: 3))
    ) {
        let things = ["tobacco", "paper", "matches"]
        let calls = try things.map { try Semaphore("call for \($0)", value: 0) }
        let table = Shared("table", "nothing")
        let smoked = try Semaphore("smoked", value: 0)

        @Sendable func others(than own: Int) -> String {
            "\(things[(own + 1) % 3]) and \(things[(own + 2) % 3])"
        }

        let smokers = things.indices.map { own in
            Thread(name: "Has \(things[own])", isDaemon: true) {
                while true {
                    try calls[own].acquire()
                    try expect(table.read() == others(than: own), "who is called finds what they lack")
                    try table.write("nothing")
                    try Threading.compute(for: .milliseconds(100))
                    logger.info("Who has \(things[own]) has smoked")
                    try smoked.release()
                }
            }
        }
        let agent = Thread(name: "Agent") {
            // What is not put on the table.
            for left in 0..<2 {
                try table.write(others(than: left))
                try calls[left].release()
                try smoked.acquire()
            }
        }

        for thread in smokers + [agent] { try thread.start() }
        try agent.join()
    }
}
