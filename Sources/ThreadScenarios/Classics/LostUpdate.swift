import ThreadRuntime

extension Scenario {
    package static let lostUpdate = Scenario(
        "lost-update", title: "An update that gets lost",
        summary: """
            Alice and Bob each count one visitor: they read the counter, add one, and write it. If both read before either \
            writes, both write the same number, and a visitor is missing.
            """,
        chapter: "Classics", concepts: ["race", "lost update", "read-modify-write", "atomicity"],
        schedule: .random(seed: 2),
        dare: Dare("lose an update", .lostUpdate)
    ) {
        let counter = Shared("counter", 0)

        let threads = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                // Waits at the door.
                try Threading.compute(for: .milliseconds(100))
                let seen = try counter.read()
                try counter.write(seen + 1)
                logger.info("\(name) makes it \(seen + 1)")
            }
        }

        check("both visitors are counted") { try counter.read() == 2 }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
