import ThreadRuntime

extension Scenario {
    package static let sleepingBarber = Scenario(
        "sleeping-barber", title: "The sleeping barber, one chair too few",
        summary: """
            The barber sleeps until somebody comes; who finds no free chair leaves. The free chairs are counted without a lock, \
            so two customers can sit down on the same one, and the count is wrong ever after.
            """,
        chapter: "Classics", concepts: ["sleeping barber", "semaphore", "race", "check then act"],
        schedule: .random(seed: 2),
        dare: Dare("seat two on the one chair", .lostUpdate)
    ) {
        let free = Shared("free chairs", 1)
        let customers = try Semaphore("customers", value: 0)
        let haircuts = try Semaphore("haircuts", value: 0)

        let barber = Thread(name: "Barber", isDaemon: true) {
            while true {
                // Sleeps.
                try customers.acquire()
                try free.modify { $0 + 1 }
                try Threading.compute(for: .milliseconds(100))
                try haircuts.release()
            }
        }
        let guests = ["Alice", "Bob"].map { (name: String) in
            Thread(name: name) {
                let chairs = try free.read()
                guard chairs > 0 else { return logger.info("\(name) leaves") }
                try free.write(chairs - 1)
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
