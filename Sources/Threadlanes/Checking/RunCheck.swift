import ThreadAnalysis
import ThreadTrace

/// Looks for findings while a run goes on that nobody keeps, in its first events only where it is long.
struct RunCheck {
    private let limit: Int
    /// Whether there were more events.
    private var isCut = false
    private var trace = Trace()
    private var findings = Findings()

    /// - Parameter limit: so many events are looked at; by default, some 100 MB.
    init(limit: Int = 500_000) { self.limit = limit }

    mutating func take(_ batch: EventBatch) {
        guard !isCut else { return }
        let room = limit - trace.count
        isCut = batch.events.count > room
        var batch = batch
        if isCut { batch.events.removeSubrange(room...) }
        trace.append(batch)
        findings.take(trace)
    }

    var report: FindingsReport { FindingsReport(findings, trace, isCut: isCut) }
}
