import ThreadRuntime

extension Scenario {
    package static let readersWriters = Scenario(
        "readers-writers", title: "A writer who starves",
        summary: """
            Readers may be in a library together; a writer waits until nobody is inside. As long as readers come in before \
            the last one has gone, the writer does not get in, and with enough readers never does.
            """,
        chapter: "Classics", concepts: ["readers-writers", "starvation", "fairness", "condition variable"],
        schedule: .random(seed: 0),
        dare: Dare("have the writer find that it was overtaken twice", .failure)
    ) {
        let library = Condition("library")
        let readers = Shared("readers inside", 0)
        let writerWaits = Shared("writer waits", false)
        let overtaken = Shared("overtaken", 0)

        let reading = [(name: "Reader-1", delay: 0, visits: 2), ("Reader-2", 50, 1)].map {
            name, delay, visits in
            Thread(name: name) {
                try Threading.sleep(for: .milliseconds(delay))
                for _ in 0..<visits {
                    try library.withLock {
                        try readers.modify { $0 + 1 }
                        if try writerWaits.read() { try overtaken.modify { $0 + 1 } }
                    }
                    try Threading.compute(for: .milliseconds(100))
                    try library.withLock {
                        try readers.modify { $0 - 1 }
                        try library.notifyAll()
                    }
                }
            }
        }
        let writer = Thread(name: "Writer") {
            try library.withLock {
                try writerWaits.write(true)
                while try readers.read() > 0 { try library.wait() }
                try logger.info("Writes, overtaken by \(overtaken.read())")
                try expect(overtaken.read() < 2, "the writer is not overtaken twice")
                try writerWaits.write(false)
            }
        }

        for thread in reading + [writer] { try thread.start() }
        for thread in reading + [writer] { try thread.join() }
    }
}
