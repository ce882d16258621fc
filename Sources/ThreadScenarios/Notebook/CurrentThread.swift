import ThreadRuntime

extension Scenario {
    package static let currentThread = Scenario(
        "current-thread", title: "Current thread",
        summary: """
            Every thread can ask which one it is: the same line of code has another answer on each. The scenario's body runs \
            on MainThread.
            """,
        chapter: "First steps", concepts: ["current thread"]
    ) {
        print(try Threading.current.name)

        // The same question, asked by three threads: each writes down what it was told.
        let answer = Shared("answer", "")
        @Sendable func ask() throws {
            try Threading.compute(for: .milliseconds(200))
            try answer.write(Threading.current.name)
        }
        for thread in [Thread(target: ask), Thread(name: "curious", target: ask)] {
            try thread.start()
            try thread.join()
        }
        try ask()
    }
}
