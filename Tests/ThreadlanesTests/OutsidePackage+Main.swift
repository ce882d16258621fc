extension OutsidePackage {
    /// The one file: nothing but public names.
    static let main = #"""
        import Threadlanes

        struct OutOfFood: Error, CustomStringConvertible {
            var description: String { "the philosopher is out of food" }
        }

        final class Greeter: Thread, @unchecked Sendable {
            let greeting: String

            init(_ greeting: String) {
                self.greeting = greeting
                super.init(name: "greeter")
            }

            override func run() throws {
                let name = try Threading.current.name
                logger.info("\(name) says \(greeting)")
            }
        }

        let dining = Scenario(
            "dining", title: "Dining philosophers", summary: "Two take their left fork first, and wait for ever.",
            dare: Dare("make both wait for ever", .deadlock)
        ) {
            let forks = [Lock("fork-0"), Lock("fork-1")]
            let bothHold = try Barrier("both-hold", parties: 2)
            let philosophers = (0..<2).map { seat in
                Thread(name: "philosopher-\(seat)") {
                    try forks[seat].withLock {
                        logger.debug("Philosopher \(seat) holds a fork")
                        try bothHold.wait()
                        try forks[1 - seat].withLock { logger.debug("Philosopher \(seat) eats") }
                    }
                }
            }
            for philosopher in philosophers { try philosopher.start() }
            for philosopher in philosophers { try philosopher.join() }
        }

        let hungry = Scenario("hungry", title: "Hungry", summary: "A thread fails, the others go on.") {
            let philosopher = Thread(name: "philosopher") { throw OutOfFood() }
            try philosopher.start()
            try philosopher.join()
            print("the table is empty")
        }

        let greeting = Scenario(
            "greeting", title: "Greeting", summary: "A subclass of Thread.", schedule: .random(seed: 4)
        ) {
            let greeter = Greeter("hello")
            try greeter.start()
            try greeter.join()
        }

        let everything = Scenario("everything", title: "Everything", summary: "One of each primitive.") {
            let total = Shared("total", 0)
            let lock = RLock("lock")
            let permits = try Semaphore("permits", value: 2, isBounded: true)
            let queue = Queue<Int>("jobs", capacity: 2)
            let meeting = try Barrier("meeting", parties: 4) { logger.info("all have met") }
            let bell = Event("bell")
            let change = Condition("change")

            let timer = Timer(after: .seconds(2)) { try bell.set() }
            try timer.start()
            let results = try withThreadPool("pool", maxWorkers: 3) { pool in
                let futures = try pool.map(0..<3) { number in
                    try bell.wait()
                    try permits.withLock { try queue.put(number) }
                    try meeting.wait()
                    try change.withLock {
                        try lock.withLock { try lock.withLock { try total.modify { $0 + number } } }
                        try change.notifyAll()
                    }
                    return number * number
                }
                let jobs = try (0..<3).map { _ in
                    let job = try queue.get()
                    try queue.taskDone()
                    return job
                }
                try queue.join()
                logger.notice("jobs \(jobs.sorted())")
                try meeting.wait()
                _ = try change.withLock { try change.wait { try total.read() == 3 } }
                return try futures.map { try $0.result() }
            }
            try timer.join()
            let sum = try total.read()
            logger.notice("results \(results), total \(sum)")
        }

        func endless(_ name: String, _ body: @escaping @Sendable () throws -> Void) -> Scenario {
            Scenario(name, title: "Absurdly long", summary: "Nobody will see the end of it.") {
                let thread = Thread(name: "sloth", target: body)
                try thread.start()
                try thread.join()
            }
        }

        let centuries = Duration.seconds(200 * 365 * 86_400 as Int64)
        let long = [
            endless("long-sleep") { try Threading.sleep(for: centuries) },
            endless("long-computation") { try Threading.compute(for: centuries) },
            endless("endless-sleep") { try Threading.sleep(for: .seconds(Int64.max)) },
            endless("endless-computation") { try Threading.compute(for: .seconds(Int64.max)) },
        ]

        Threadlanes.main([dining, hungry, greeting, everything] + long)
        """#
}
