import LaneCanvas

/// How far something long has come: a line on standard error that is written over and goes when it is done; nothing where
/// that is no terminal, or where it does not take long.
final class Progress {
    private static let delay = Duration.milliseconds(300)
    private static let interval = Duration.milliseconds(100)

    private let label: String
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// - Parameter label: what is being done, as "reading FILE".
    init(_ label: String) { self.label = DisplayText.escaped(label) }

    deinit { clear() }

    /// - Parameter part: from 0 to 1.
    func show(_ part: Double) {
        let now = ContinuousClock.now
        guard StandardStream.error.isTerminal, now - start > Self.delay,
            last.map({ now - $0 > Self.interval }) ?? true
        else { return }
        last = now
        let percent = Int(min(max(part, 0), 1) * 100)
        try? StandardStream.error.write("\r\u{1B}[K\(programName): \(label) \(percent) %")
    }

    private func clear() {
        if last != nil { try? StandardStream.error.write("\r\u{1B}[K") }
    }
}
