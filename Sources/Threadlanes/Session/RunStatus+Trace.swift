import LaneView
import ThreadTrace

extension RunStatus {
    /// What a trace tells of its run. Without the file of a scenario, code is that of the first listing until lanes say more.
    init(
        _ header: TraceHeader, _ listings: [String: String], speed: Double? = 1, isPaused: Bool = false,
        now: Instant
    ) {
        self.init(
            scenario: header.scenario, title: header.title,
            file: header.file.isEmpty ? listings.keys.min() ?? "" : header.file,
            schedule: header.scheduleWords, speed: speed, isPaused: isPaused, now: now)
    }
}
