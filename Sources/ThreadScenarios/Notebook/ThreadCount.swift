import ThreadRuntime

extension Scenario {
    package static let threadCount = Scenario(
        "thread-count", title: "Thread count",
        summary: """
            How many threads have started and not ended: the main thread alone at first, then one more with each start and \
            one less with each end.
            """,
        chapter: "First steps", concepts: ["active threads"]
    ) {
        print(try Threading.activeCount)

        let count = Shared("active threads", 1)
        let threads = (1...3).map { number in
            Thread { try Threading.compute(for: .milliseconds(200 * number)) }
        }
        for thread in threads {
            try thread.start()
            try count.write(Threading.activeCount)
        }
        for thread in threads {
            try thread.join()
            try count.write(Threading.activeCount)
        }
    }
}
