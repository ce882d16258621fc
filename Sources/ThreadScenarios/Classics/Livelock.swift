import ThreadRuntime

extension Scenario {
    package static let livelock = Scenario(
        "livelock", title: "After you",
        summary: """
            Each takes one lock and tries the other's; who does not get it gives the own one back and begins again, so that \
            nobody waits for ever. If both do that in step, both are busy and neither gets on; here they give up after three tries.
            """,
        chapter: "Classics", concepts: ["livelock", "try-lock", "back-off"], schedule: .random(seed: 2),
        dare: Dare("have both give up", .failure)
    ) {
        let left = Lock("left")
        let right = Lock("right")
        let through = [Shared("Alice through", false), Shared("Bob through", false)]

        /// - Returns: whether it got both locks.
        @Sendable func pass(_ own: Lock, _ other: Lock) throws -> Bool {
            try own.withLock {
                try Threading.compute(for: .milliseconds(100))
                guard try other.acquire(blocking: false) else { return false }
                try other.release()
                return true
            }
        }

        let threads = [("Alice", left, right), ("Bob", right, left)].enumerated().map { place, who in
            let (name, own, other) = who
            return Thread(name: name) {
                for _ in 0..<3 {
                    if try pass(own, other) {
                        try through[place].write(true)
                        return logger.info("\(name) is through")
                    }
                    logger.info("\(name): after you")
                }
            }
        }

        check("both get through") { try through.allSatisfy { try $0.read() } }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
