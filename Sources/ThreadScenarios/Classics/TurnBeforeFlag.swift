import ThreadRuntime

extension Scenario {
    package static let petersonBroken = Scenario(
        "peterson-broken", title: "Peterson's algorithm, two lines swapped",
        summary: """
            Each gives the other the turn and only then says that they want to go in. One can come between the two lines of \
            the other, find that nobody wants to go in, and go; the other then has the turn, and goes in too.
            """,
        chapter: "Classics", concepts: ["mutual exclusion", "Peterson's algorithm", "store order"],
        schedule: .random(seed: 6),
        dare: Dare("let both inside at once", .failure)
    ) {
        let wants = [Shared("Alice wants", false), Shared("Bob wants", false)]
        let turn = Shared("turn", "nobody")
        let inside = Shared("inside", "nobody")

        let names = ["Alice", "Bob"]
        let threads = names.indices.map { me in
            let other = 1 - me
            return Thread(name: names[me]) {
                try turn.write(names[other])
                try wants[me].write(true)
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
