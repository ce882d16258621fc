import ThreadRuntime

extension Scenario {
    package static let logging = Scenario(
        "logging", title: "Logging",
        summary: "One thread logs a line. Lines from many threads stay whole, because each is one event.",
        chapter: "First steps", concepts: ["logging"]
    ) {
        try Threading.compute(for: .milliseconds(400))
        logger.debug("Hello")
        try Threading.compute(for: .milliseconds(400))
    }
}
