import ArgumentParser
import Dispatch
import Glibc
import LaneCanvas
import ThreadAnalysis
import ThreadModel
import ThreadTrace

/// A run without a screen: its log on standard output, in the form of the notebook's, as it happens.
struct PlainRun {
    /// How often who watches a trace is told that time goes on.
    private static let watchInterval = DispatchTimeInterval.milliseconds(50)

    /// A run of so many steps that goes on for so long is told to have no end in sight.
    private static let endless = (steps: 100_000, time: Duration.seconds(5))

    /// What takes longer is told after that time too, as nobody can see it.
    private static let longWait = Duration.seconds(3600)
    /// How often a run is looked at in which nothing happens.
    private static let lookInterval = DispatchTimeInterval.seconds(1)

    /// A run waits for a reader of its output who is so many events behind.
    private static let backlog = 1 << 18

    private let run: Run
    private let name: String
    private let failsOn: Set<Finding.Kind>

    /// - Parameter failsOn: what ends it with status 2 where it is found.
    init(
        _ scenario: Scenario, schedule: Schedule, speed: Speed, maxSteps: Int? = nil,
        failsOn: Set<Finding.Kind> = []
    ) {
        run = Run(scenario, schedule: schedule, speed: speed, maxSteps: maxSteps)
        name = scenario.name
        self.failsOn = failsOn
    }

    /// - Parameters:
    ///   - files: where the trace goes, if anywhere. An error there does not end the run, unless nobody reads the trace any more.
    ///   - isWatched: whether somebody watches the trace meanwhile, who wants to be told that time goes on. What is told
    ///     depends on real time, whatever the schedule.
    ///   - printsLog: whether standard output is for the log.
    /// - Returns: 0, or 1 when the scenario failed or deadlocked, or the trace could not be written, which standard error then
    ///   tells; 2 in any case when something was found that it is to fail on.
    /// - Throws: when standard output can not be written; the run is then cancelled.
    func follow(
        savingTo files: SessionFiles = SessionFiles(), isWatched: Bool = false, printsLog: Bool = true
    ) throws -> ExitCode {
        let news = DispatchSemaphore(value: 0)
        let subscription = run.subscribe(limit: Self.backlog) { news.signal() }
        try run.start()
        defer {
            run.cancel()
            run.wait()
        }
        var files = files
        var log = PlainLog()
        var check = RunCheck()
        var isWell = true
        let start = ContinuousClock.now
        var isToldLong = false
        while log.verdict == nil {
            let timeout: DispatchTime =
                isWatched
                ? .now() + Self.watchInterval : isToldLong ? .distantFuture : .now() + Self.lookInterval
            let hasNews = news.wait(timeout: timeout) == .success
            if !isToldLong, start.duration(to: .now) > Self.endless.time, let hint {
                isToldLong = true
                try StandardStream.error.write("\(programName): \(DisplayText.escaped(hint))\n")
            }
            for note in run.takeNotes() {
                try StandardStream.error.write("\(programName): \(DisplayText.escaped(note))\n")
            }
            // Before the events are taken, none of which can then be earlier without being among them.
            let now = run.status.now
            let batch = subscription.take()
            files.save(batch)
            if isWatched, !hasNews, batch.isEmpty { files.save(now: now) }
            check.take(batch)
            let (lines, errors) = log.lines(of: batch)
            if !errors.isEmpty { try StandardStream.error.write(errors) }
            if printsLog { try StandardStream.output.write(lines) }
            isWell = try report(files.takeFailures()) && isWell
            if !printsLog, !isWell { return .failure }
        }
        _ = files.close()
        isWell = try report(files.takeFailures()) && isWell
        let status = try log.verdict?.report() ?? .success
        let found = check.report
        try StandardStream.error.write(found.short)
        if found.has(failsOn) { return ExitCode(2) }
        return isWell ? status : .failure
    }

    /// Why the run may never end, and what can be done.
    private var hint: String? {
        let steps = run.status.steps
        if steps > Self.endless.steps {
            return "\(name) has not ended after \(steps) steps: --max-steps N ends a run, Ctrl-C leaves it"
        }
        return run.longWait(of: Self.longWait).map {
            "\(name) goes on in \(Self.words(for: $0.rest)): until then \($0.thread) \($0.word); --speed max skips all waiting, Ctrl-C leaves it"
        }
    }

    /// Roughly: centuries (as many as the clock tells, or more), years, days, or hours.
    private static func words(for duration: Duration) -> String {
        let hours = duration.components.seconds / 3600
        if hours >= 24 * 365 * 250 { return "centuries" }
        if hours >= 24 * 365 * 2 { return "\(hours / (24 * 365)) years" }
        return hours >= 48 ? "\(hours / 24) days" : hours == 1 ? "an hour" : "\(hours) hours"
    }

    private func report(_ failures: [SessionFiles.Failure]) throws -> Bool {
        for failure in failures {
            if failure.isClosedPipe { throw ExitCode(128 + SIGPIPE) }
            try StandardStream.error.write("\(programName): \(DisplayText.escaped("\(failure)"))\n")
        }
        return failures.isEmpty
    }
}
