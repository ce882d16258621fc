import ThreadRuntime

extension Scenario {
    package static let peterson = Scenario(
        "peterson", title: "Peterson's algorithm",
        summary: """
            Mutual exclusion from reads and writes alone: say that you want to go in, give the other the turn, and go in once \
            the other does not want to or you have the turn. If both want to, the last to give the turn away waits.
            """,
        chapter: "Classics", concepts: ["mutual exclusion", "Peterson's algorithm", "spinning"],
        schedule: .random(seed: 6),
        dare: Dare("have one find the door closed", .sleeping(threads: 1))
    ) {
        let wants = [Shared("Alice wants", false), Shared("Bob wants", false)]
        let turn = Shared("turn", "nobody")
        let inside = Shared("inside", "nobody")

        let names = ["Alice", "Bob"]
        let threads = names.indices.map { me in
            let other = 1 - me
            return Thread(name: names[me]) {
                try wants[me].write(true)
                try turn.write(names[other])
                // Real ones spin until they get in; these look three times.
                for _ in 0..<3 {
                    if try !wants[other].read() || turn.read() == names[me] {
                        try inside.write(names[me])
                        try Threading.compute(for: .milliseconds(100))
                        try expect(inside.read() == names[me], "one at a time is inside")
                        logger.info("\(names[me]) was inside")
                        break
                    }
                    try Threading.sleep(for: .milliseconds(60))
                }
                try wants[me].write(false)
            }
        }

        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
