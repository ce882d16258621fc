import ArgumentParser
import Dispatch
import Glibc
import LaneCanvas
import ThreadAnalysis
import ThreadPrograms
import ThreadTrace

/// A program that is watched without a screen: what it writes on standard output as it comes, and in the end what was found.
struct PlainWatch {
    /// How often somebody looks whether it is to be left.
    private static let lookInterval = DispatchTimeInterval.milliseconds(50)

    let program: WatchedProgram
    let failsOn: Set<Finding.Kind>

    /// Until the program has ended, or waits for ever. Ctrl-C ends it; what happened until then is told.
    ///
    /// - Parameters:
    ///   - files: where the trace goes, if anywhere. An error there does not end the program.
    ///   - printsLog: whether standard output is for what the program writes.
    /// - Returns: as `PlainRun` does; 128 and the signal's number where it was left.
    /// - Throws: when standard output can not be written; the program is then ended.
    func follow(savingTo files: SessionFiles, printsLog: Bool) throws -> ExitCode {
        let news = DispatchSemaphore(value: 0)
        let interrupt = Interrupt()
        program.start { news.signal() }
        defer { program.end() }
        var files = files
        var log = PlainLog()
        var check = RunCheck()
        var isWell = true
        var signal: Int32?
        while log.verdict == nil {
            _ = news.wait(timeout: .now() + Self.lookInterval)
            if signal == nil, let number = interrupt.signal {
                signal = number
                program.end()
            }
            let batch = program.take()
            files.save(batch)
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
        if let signal { return ExitCode(128 + signal) }
        if found.has(failsOn) { return ExitCode(2) }
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
