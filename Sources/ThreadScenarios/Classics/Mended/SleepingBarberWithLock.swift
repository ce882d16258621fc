import ThreadRuntime

extension Scenario {
    package static let sleepingBarberFixed = Scenario(
        "sleeping-barber-fixed", title: "The sleeping barber",
        summary: """
            Customers and the barber hold a lock while they look at the free chairs and change their number. It is not held \
            while anybody waits: the semaphores do that.
            """,
        chapter: "Classics", concepts: ["sleeping barber", "semaphore", "mutual exclusion"],
        schedule: .random(seed: 2),
        dare: Dare("have the barber and a guest wait at once", .waiting(threads: 2))
    ) {
        let lock = Lock("lock")
        let free = Shared("free chairs", 1)
        let customers = try Semaphore("customers", value: 0)
        let haircuts = try Semaphore("haircuts", value: 0)

        let barber = Thread(name: "Barber", isDaemon: true) {
            while true {
                // Sleeps.
                try customers.acquire()
                try lock.withLock { try free.modify { $0 + 1 } }
                try Threading.compute(for: .milliseconds(100))
                try haircuts.release()
            }
        }
        /// - Returns: whether there was a free chair.
        @Sendable func sitDown() throws -> Bool {
            try lock.withLock {
                let chairs = try free.read()
                guard chairs > 0 else { return false }
                try free.write(chairs - 1)
                return true
            }
        }
        let guests = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                guard try sitDown() else { return logger.info("\(name) leaves") }
                try customers.release()
                try haircuts.acquire()
                logger.info("\(name) has a new haircut")
            }
        }

        check("in the end the one chair is free") { try free.read() == 1 }
        for thread in [barber] + guests { try thread.start() }
        for guest in guests { try guest.join() }
    }
}
