import ThreadRuntime

/// What the notebook's threads do: they say so, work, and say so again.
///
/// The notebook sleeps instead of working, as Python's threads would have to take turns. Here they compute, and are seen to. On the
/// virtual clock of their scenarios' schedules that takes time and no processor; in parallel it takes both.
@Sendable func work(_ name: Int, _ seconds: Int) throws {
    logger.debug("  Thread \(name) is working for \(seconds) seconds.")
    try Threading.compute(for: .seconds(seconds))
    logger.debug("  Thread \(name) is complete.")
}

@Sendable func work(_ name: Int) throws { try work(name, 5) }
