import ArgumentParser
import Dispatch
import Glibc
import LaneCanvas
import ThreadTrace

/// A run without a screen: its log on standard output, in the form of the notebook's, as it happens.
struct PlainRun {
    /// How often who watches a trace is told that time goes on.
    private static let watchInterval = DispatchTimeInterval.milliseconds(50)

    private let run: Run

    init(_ scenario: Scenario, schedule: Schedule, speed: Speed) {
        run = Run(scenario, schedule: schedule, speed: speed)
    }

    /// - Parameters:
    ///   - files: where the trace goes, if anywhere. An error there does not end the run, unless nobody reads the trace any more.
    ///   - printsLog: whether standard output is for the log.
    /// - Returns: 0, or 1 when the scenario failed or deadlocked, or the trace could not be written, which standard error then
    ///   tells.
    /// - Throws: when standard output can not be written; the run is then cancelled.
    func follow(savingTo files: SessionFiles = SessionFiles(), printsLog: Bool = true) throws -> ExitCode {
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
        while log.verdict == nil {
            let hasNews =
                news.wait(timeout: files.isWatched ? .now() + Self.watchInterval : .distantFuture) == .success
            // Before the events are taken, none of which can then be earlier without being among them.
            let now = run.status.now
            let batch = subscription.take()
            files.save(batch)
            if !hasNews, batch.isEmpty { files.save(now: now) }
            let lines = log.lines(of: batch)
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

/// Turns events into the lines of a log.
struct PlainLog {
    private var names = [""]
    private var loggers: [ResourceID: String] = [:]
    private(set) var verdict: Verdict?

    /// The lines of a batch, each with its line feed. Control characters within a line are shown escaped.
    mutating func lines(of batch: EventBatch) -> String {
        names += batch.names
        var text = ""
        for event in batch.events {
            switch event.kind {
            case .defineResource: loggers[event.resource] = name(event.name)
            case .log:
                let level = Logger.Level.allCases[Int(event.detail) % Logger.Level.allCases.count]
                let prefix = "\(level.rawValue.uppercased()):\(loggers[event.resource] ?? "root"):"
                text += lines(prefix + name(event.name))
            case .output: text += lines(name(event.name))
            case .verdict:
                verdict = Verdict(
                    Verdict.Outcome(rawValue: event.detail) ?? .failed, message: name(event.name))
            default: break
            }
        }
        return text
    }

    private func lines(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { DisplayText.escaped(String($0)) + "\n" }.joined()
    }

    private func name(_ id: NameID) -> String {
        names.indices.contains(Int(id.number)) ? names[Int(id.number)] : ""
    }
}
