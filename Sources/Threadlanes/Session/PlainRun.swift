import ArgumentParser
import Dispatch
import Glibc
import LaneCanvas
import ThreadModel
import ThreadTrace

/// A run without a screen: its log on standard output, in the form of the notebook's, as it happens.
struct PlainRun {
    /// How often who watches a trace is told that time goes on.
    private static let watchInterval = DispatchTimeInterval.milliseconds(50)

    /// A run of so many steps that goes on for so long is told to have no end in sight.
    private static let endless = (steps: 100_000, time: Duration.seconds(5))

    private let run: Run
    private let name: String

    init(_ scenario: Scenario, schedule: Schedule, speed: Speed, maxSteps: Int? = nil) {
        run = Run(scenario, schedule: schedule, speed: speed, maxSteps: maxSteps)
        name = scenario.name
    }

    /// - Parameters:
    ///   - files: where the trace goes, if anywhere. An error there does not end the run, unless nobody reads the trace any more.
    ///   - isWatched: whether somebody watches the trace meanwhile, who wants to be told that time goes on. What is told
    ///     depends on real time, whatever the schedule.
    ///   - printsLog: whether standard output is for the log.
    /// - Returns: 0, or 1 when the scenario failed or deadlocked, or the trace could not be written, which standard error then
    ///   tells.
    /// - Throws: when standard output can not be written; the run is then cancelled.
    func follow(
        savingTo files: SessionFiles = SessionFiles(), isWatched: Bool = false, printsLog: Bool = true
    ) throws -> ExitCode {
        let news = DispatchSemaphore(value: 0)
        let subscription = run.subscribe { news.signal() }
        try run.start()
        defer {
            run.cancel()
            run.wait()
        }
        var files = files
        var log = PlainLog()
        var isWell = true
        let start = ContinuousClock.now
        var isToldEndless = false
        while log.verdict == nil {
            let hasNews =
                news.wait(timeout: isWatched ? .now() + Self.watchInterval : .distantFuture) == .success
            if !isToldEndless, run.status.steps > Self.endless.steps,
                start.duration(to: .now) > Self.endless.time
            {
                isToldEndless = true
                try StandardStream.error.write(
                    "\(programName): \(DisplayText.escaped(name)) has not ended after \(run.status.steps) steps: --max-steps N ends a run, Ctrl-C leaves it\n"
                )
            }
            // Before the events are taken, none of which can then be earlier without being among them.
            let now = run.status.now
            let batch = subscription.take()
            files.save(batch)
            if !hasNews, batch.isEmpty { files.save(now: now) }
            let (lines, errors) = log.lines(of: batch)
            if !errors.isEmpty { try StandardStream.error.write(errors) }
            if printsLog { try StandardStream.output.write(lines) }
            isWell = try report(files.takeFailures()) && isWell
            if !printsLog, !isWell { return .failure }
        }
        _ = files.close()
        isWell = try report(files.takeFailures()) && isWell
        let status = try log.verdict?.report() ?? .success
        return isWell ? status : .failure
    }

    private func report(_ failures: [SessionFiles.Failure]) throws -> Bool {
        for failure in failures {
            if failure.isClosedPipe { throw ExitCode(128 + SIGPIPE) }
            try StandardStream.error.write("\(programName): \(DisplayText.escaped("\(failure)"))\n")
        }
        return failures.isEmpty
    }
}
