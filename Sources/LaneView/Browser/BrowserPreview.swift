import ThreadTrace

/// A run of the selected scenario, as far as it has come, for the browser to draw small.
package struct BrowserPreview: Sendable {
    /// How large the same scenario's last run became: what to make room for, so that the picture stands still.
    package struct Extent: Hashable, Sendable {
        package var end: Instant
        package var lanes: Int

        package init(end: Instant, lanes: Int) {
            self.end = end
            self.lanes = lanes
        }
    }

    package var trace: Trace
    /// The run's clock.
    package var now: Instant
    package var speed: Double
    /// nil while the scenario runs for the first time.
    package var expected: Extent?

    package init(trace: Trace, now: Instant, speed: Double, expected: Extent? = nil) {
        self.trace = trace
        self.now = now
        self.speed = speed
        self.expected = expected
    }
}
