import ThreadExplorer

/// A search through a scenario's executions, from its first to what it has to tell.
struct ScenarioSearch {
    /// A search that is not done after so many executions is begun anew in parts, which can be done beside each other, and which an
    /// interruption leaves to be done later.
    private static let small = 2_000
    private static let lots = 500

    private let scenario: Scenario
    private let jobs: Int
    private let interrupt: Interrupt?

    /// - Parameter isWatched: whether somebody wants to see how it goes on, and may interrupt it.
    init(_ scenario: Scenario, jobs: Int, isWatched: Bool) {
        self.scenario = scenario
        self.jobs = jobs
        interrupt = isWatched ? Interrupt() : nil
    }

    private var isInterrupted: Bool { interrupt?.hasCome == true }

    /// Begins a search.
    func run(_ settings: SearchSettings, _ shard: SearchReport.Shard?) throws -> (SearchReport, FoundBug?) {
        let report = SearchReport(scenario.name, settings, shard)
        let exploration = settings.exploration
        guard shard == nil, !exploration.isSampling else {
            let parts = try parts(exploration, shard ?? .init(index: 1, count: 1))
            return try search(parts, parts.count, report)
        }
        let small = try search([.tree(.start)], 1, report, jobs: 1, limit: Self.small)
        if small.0.isComplete || small.0.bug != nil && !settings.goesOn || isInterrupted { return small }
        if settings.strategy == .dpor, settings.bounds.bound == nil, !settings.goesOn, !isInterrupted,
            let found = try drawLots(small.0)
        {
            return found
        }
        let parts = try exploration.parts(of: scenario, workers: 1)
        var result = try search(parts, parts.count, report)
        result.0.seconds += small.0.seconds
        return result
    }

    /// Where there are many executions, a bug may be far from the first ones in order: some are drawn by lot before the others.
    ///
    /// - Returns: nil where that finds nothing.
    private func drawLots(_ before: SearchReport) throws -> (SearchReport, FoundBug?)? {
        var lots = before.settings
        (lots.strategy, lots.runs, lots.bounds) = (.pos, Self.lots, SearchBounds())
        lots.bounds.steps = before.settings.bounds.steps
        let drawn = try search(
            [.lots(Lots(next: 0, stride: 1))], 1, SearchReport(scenario.name, lots, nil), jobs: 1)
        guard let found = drawn.1 else { return nil }
        var report = before
        var tally = before.tally
        tally.add(drawn.0.tally)
        report.tally = tally
        report.bugs = 1
        report.seconds += drawn.0.seconds
        report.firstAt = before.executions + (drawn.0.firstAt ?? 0)
        report.tell(found, savedAs: nil)
        return (report, found)
    }

    /// Goes on with one that was interrupted.
    func resume(_ earlier: SearchReport) throws -> (SearchReport, FoundBug?) {
        var report = earlier
        var tally = Explorer.Tally()
        tally.add(earlier.tally, since: earlier.again)
        report.tally = tally
        report.again = Explorer.Tally()
        return try search(earlier.rest, earlier.parts, report)
    }

    private func parts(_ exploration: Exploration, _ shard: SearchReport.Shard) throws -> [Part] {
        let all = try exploration.parts(of: scenario, workers: shard.count * jobs)
        return all.indices.filter { $0 % shard.count == shard.index - 1 }.map { all[$0] }
    }

    private func search(
        _ parts: [Part], _ total: Int, _ before: SearchReport, jobs: Int? = nil, limit: Int = .max
    ) throws -> (SearchReport, FoundBug?) {
        let start = ContinuousClock.now
        let settings = before.settings
        let exploration = settings.exploration
        let progress = interrupt.map { _ in SearchProgress(before) }
        let search = PartedSearch(
            scenario, exploration, parts, earlier: total - parts.count, jobs: jobs ?? self.jobs,
            goesOn: settings.goesOn, limit: limit)
        let state = try search.run {
            progress?.show($0)
            return !isInterrupted
        }
        progress?.clear()
        var report = before
        report.parts = total
        report.rest = state.rest
        report.again = state.uncertain
        report.covered = state.covered
        var tally = before.tally
        tally.add(state.tally)
        report.tally = tally
        report.bugs += state.bugs
        report.judge()
        let found = try state.first.map {
            try FoundBug(exploration.minimized($0.ended, of: scenario), exploration, scenario)
        }
        report.seconds += start.duration(to: .now).inSeconds
        if let found, report.bug == nil {
            report.firstAt = before.executions + (state.first?.number ?? 0)
            report.tell(found, savedAs: nil)
        }
        return (report, found)
    }
}
