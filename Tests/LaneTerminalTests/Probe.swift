import Foundation
import Multiplexer
import Testing

extension Multiplexer {
    /// Runs a shell script in which `PROGRAM` is the probe.
    func start(_ script: String, environment: [String: String] = [:], columns: Int = 80, rows: Int = 24)
        throws
    {
        try start("TerminalProbe", script: script, environment: environment, columns: columns, rows: rows)
    }

    /// Waits for the end of `checkedRun` and expects the terminal to be what it was.
    func expectTerminalBack(status: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await complaints(status: status) == [], sourceLocation: sourceLocation)
    }
}
