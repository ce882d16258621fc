import ThreadRuntime

extension Scenario {
    package static let enumerate = Scenario(
        "enumerate", title: "Enumerating active threads",
        summary: """
            The name, number and life of every thread that has started and not ended: those that sleep or wait are among \
            them, those that have ended are not.
            """,
        chapter: "First steps", concepts: ["active threads", "identity"]
    ) {
        for thread in try Threading.enumerate() {
            print("Thread: \(thread.name) Id: \(thread.identifier) Alive: \(try thread.isAlive)")
        }

        // Three more, of which one ends before we look again.
        let alive = Shared("alive", "MainThread")
        let bell = Event("bell")
        let threads = [
            Thread(name: "worker") { try Threading.compute(for: .milliseconds(200)) },
            Thread(name: "sleeper") { try Threading.sleep(for: .milliseconds(600)) },
            Thread(name: "listener") { try bell.wait() },
        ]
        for thread in threads { try thread.start() }
        try alive.write(names())
        try threads[0].join()
        try alive.write(names())
        try bell.set()
        for thread in threads { try thread.join() }
        try alive.write(names())
    }
}

private func names() throws -> String { try Threading.enumerate().map(\.name).joined(separator: " ") }
