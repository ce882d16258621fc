import ArgumentParser
import LaneCanvas
import ThreadTrace

extension Verdict {
    /// Tells on standard error what went wrong, if anything did.
    ///
    /// - Returns: the exit status: 0, or 1 when the scenario failed or deadlocked.
    func report() throws -> ExitCode {
        guard !message.isEmpty else { return .success }
        try StandardStream.error.write("\(programName): \(DisplayText.escaped("\(self)"))\n")
        return .failure
    }
}
