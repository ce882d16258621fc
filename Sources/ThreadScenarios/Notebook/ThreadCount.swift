import ThreadRuntime

extension Scenario {
    package static let threadCount = Scenario(
        "thread-count", title: "Thread count",
        summary: "How many threads have started and not ended: here, the main thread alone."
    ) {
        print(try Threading.activeCount)
    }
}
