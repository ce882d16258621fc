import ThreadRuntime

extension Scenario {
    package static let threadClass = Scenario(
        "thread-class", title: "Thread class",
        summary:
            "A subclass of Thread overrides run(), which is called on the new thread once it is started.",
        chapter: "Threads", concepts: ["start", "run", "join"]
    ) {
        // We create a thread object. It does nothing until we start it.
        let thread1 = MyThread(1)

        // We start the thread.
        logger.debug("Starting Thread")
        try thread1.start()

        // The main thread waits here until the other has ended.
        logger.debug("Joining Thread")
        try thread1.join()

        logger.debug("Main completed")
    }
}

private final class MyThread: Thread, @unchecked Sendable {  // constants only
    let id: Int

    init(_ id: Int) {
        self.id = id
        super.init()
    }

    override func run() throws {
        logger.debug("  Running Thread \(id)")
    }
}
