import ThreadTrace

/// What is known of a run beyond its trace: who waited how long for what, where each thread's time went, and who used what.
///
/// Each event is folded in once, as it comes: O(1), whatever the length of the run. Belongs to one trace, which only grows.
package struct RunAnalysis: Sendable {
    package private(set) var contention = Contention()
    package private(set) var times = ThreadTimes()
    package private(set) var users = ResourceUsers()
    /// As far as `look` has come.
    package private(set) var findings = Findings()
    package private(set) var findingIndex = FindingIndex()
    /// How many of the trace's events have been folded in.
    package private(set) var count = 0

    package init() {}

    /// All of a trace at once.
    package init(_ trace: Trace) {
        fold(trace)
        look(trace)
    }

    /// Goes on where another is, in a trace that continues that one's.
    init(continuing other: RunAnalysis, in trace: Trace) {
        self = other
        times = ThreadTimes(continuing: other.times)
        count = trace.count
        findings = Findings()
        findingIndex = FindingIndex()
    }

    /// Looks for findings in what the trace has more than last time: that costs more than the rest, and can wait.
    ///
    /// - Parameter limit: so many events at most.
    package mutating func look(_ trace: Trace, atMost limit: Int = .max) {
        findings.take(trace, atMost: limit)
        guard findings.revision != findingIndex.revision else { return }
        findingIndex = FindingIndex(findings, in: trace)
    }

    /// Nothing has been counted yet, and everything stands as it does.
    private mutating func forgetPast(_ trace: Trace, at position: Int) {
        contention = Contention()
        let moment = trace.moment(at: position)
        for thread in trace.threadIDs where moment.state(of: thread).activity == .waiting {
            if let event = moment.lastEvent(of: thread) {
                contention.fold(event, kind: trace[event.resource]?.kind)
            }
        }
        times = ThreadTimes(from: trace.threadIDs.map(moment.state))
    }

    /// Takes in what the trace has more than last time.
    package mutating func fold(_ trace: Trace) {
        while count < trace.count {
            let event = trace[count]
            count += 1
            // A broken file may name threads and resources that were never defined: they must not cost their number in memory.
            guard event.thread.number <= trace.threadCount, event.resource.number <= trace.resourceCount
            else { continue }
            if event.kind == .forgotten { forgetPast(trace, at: count) }
            contention.fold(event, kind: trace[event.resource]?.kind)
            times.fold(event)
            users.fold(event)
        }
    }
}
