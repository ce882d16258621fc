import ThreadRuntime

extension Scenario {
    package static let livelockFixed = Scenario(
        "livelock-fixed", title: "After you, if we meet",
        summary: """
            One of the two has precedence: Alice waits for the second lock with the first one held, and only Bob steps aside. \
            He then takes the locks in her order, behind her, so they get through one after the other.
            """,
        chapter: "Classics", concepts: ["livelock", "precedence", "lock order", "try-lock"],
        schedule: .random(seed: 2),
        dare: Dare("have one wait for the other", .waiting(threads: 1))
    ) {
        let left = Lock("left")
        let right = Lock("right")
        let through = [Shared("Alice through", false), Shared("Bob through", false)]

        let alice = Thread(name: "Alice") {
            try left.withLock {
                try Threading.compute(for: .milliseconds(100))
                try right.withLock {}
            }
            try through[0].write(true)
            logger.info("Alice is through")
        }
        let bob = Thread(name: "Bob") {
            let isThrough = try right.withLock {
                try Threading.compute(for: .milliseconds(100))
                guard try left.acquire(blocking: false) else { return false }
                try left.release()
                return true
            }
            if !isThrough {
                logger.info("Bob: after you")
                try left.withLock { try right.withLock {} }
            }
            try through[1].write(true)
            logger.info("Bob is through")
        }

        check("both get through") { try through.allSatisfy { try $0.read() } }
        for thread in [alice, bob] { try thread.start() }
        for thread in [alice, bob] { try thread.join() }
    }
}
