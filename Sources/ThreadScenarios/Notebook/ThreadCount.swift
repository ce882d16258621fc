import ThreadRuntime

extension Scenario {
    package static let threadCount = Scenario(
        "thread-count", title: "Thread count",
        summary: "How many threads have started and not ended: here, the main thread alone.",
        chapter: "First steps", concepts: ["active threads"]
    ) {
        print(try Threading.activeCount)
    }
}
