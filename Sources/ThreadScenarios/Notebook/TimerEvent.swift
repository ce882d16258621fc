import ThreadRuntime

extension Scenario {
    package static let timer = Scenario(
        "timer", title: "Timers",
        summary:
            "A timer is a thread that sleeps before it does something. The main thread ends before it fires.",
        chapter: "Coordination", concepts: ["timer", "delay"]
    ) {
        let timer = Timer(after: .seconds(5)) {
            logger.debug("Our timer fired")
        }
        try timer.start()
        logger.debug("Main completed")
    }
}
