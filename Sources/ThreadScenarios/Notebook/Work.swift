import ThreadRuntime

/// What the notebook's threads do: they say so, wait, and say so again.
@Sendable func work(_ name: Int, _ seconds: Int) throws {
    logger.debug("  Thread \(name) is working for \(seconds) seconds.")
    try Threading.sleep(for: .seconds(seconds))
    logger.debug("  Thread \(name) is complete.")
}

@Sendable func work(_ name: Int) throws { try work(name, 5) }
