import ThreadExplorer

/// The reports of all shards as one.
extension SearchReport {
    /// - Parameter reports: with the files that they are from.
    /// - Throws: `Refusal` when they are not of one search.
    init(merging reports: [(file: String, report: SearchReport)]) throws {
        let first = reports[0]
        var seen: [Int: String] = [:]
        for (file, report) in reports {
            guard let shard = report.shard else {
                throw Refusal(
                    sentence: "\(file) is the report of a whole search.",
                    help: "Only shards can be joined: 'explore NAME --shard I/N --json'.")
            }
            guard report.scenario == first.report.scenario, report.settings == first.report.settings,
                shard.count == first.report.shard?.count
            else {
                throw Refusal(
                    sentence: "\(file) and \(first.file) are not of the same search.",
                    help: "All shards have the same scenario, options and number of shards.")
            }
            if let other = seen.updateValue(file, forKey: shard.index) {
                throw Refusal(
                    sentence: "\(other) and \(file) are both shard \(shard.index) of \(shard.count).",
                    help: "Leave one of them out.")
            }
        }
        self.init(first.report.scenario, first.report.settings)
        var tally = Explorer.Tally()
        parts = 0
        for (_, report) in reports {
            if bug == nil, report.bug != nil {
                (bug, schedule, preemptions) = (report.bug, report.schedule, report.preemptions)
                (verdict, story, trace) = (report.verdict, report.story, report.trace)
                firstAt = report.firstAt.map { tally.executions + $0 }
            }
            tally.add(report.tally)
            bugs += report.bugs
            seconds = max(seconds, report.seconds)
            covered += report.covered / Double(first.report.shard?.count ?? 1)
            parts += report.parts
            rest += report.rest
        }
        self.tally = tally
        judge()
        let count = first.report.shard?.count ?? 0
        missing = (1...max(count, 1)).filter { seen[$0] == nil }
        unfinished = reports.filter { !$0.report.isComplete }.map(\.file)
        if !missing.isEmpty { (isComplete, verified) = (false, false) }
    }
}
