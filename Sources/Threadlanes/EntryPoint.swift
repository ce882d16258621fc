import ArgumentParser
import Glibc
import LaneCanvas
import LaneTerminal
import ThreadScenarios

/// The whole command, for the notebook's scenarios: parses the arguments, runs, and exits with the documented status.
public func main() -> Never { main(Scenarios.notebook) }

/// The whole command for scenarios of your own.
///
/// ```swift
/// import Threadlanes
///
/// Threadlanes.main([
///     Scenario("greeting", title: "Saying hello", summary: "One thread starts another.") {
///         let thread = Thread { logger.info("hello") }
///         try thread.start()
///         try thread.join()
///     }
/// ])
/// ```
///
/// - Parameter scenarios: what `list` lists and `run` runs; the first of several with the same name counts.
public func main(_ scenarios: [Scenario]) -> Never {
    LoggingSystem.bootstrap { BusLogHandler(label: $0) }
    // A reader that goes away is an error to be handled, not the end.
    signal(SIGPIPE, SIG_IGN)
    do {
        let command = try RootCommand.parseAsRoot()
        guard let command = command as? any CatalogueCommand else {
            // Help, and what the argument parser generates.
            var command = command
            try command.run()
            exit(EXIT_SUCCESS)
        }
        exit(try command.run(Catalogue(scenarios)).rawValue)
    } catch let error as TerminalError {
        try? StandardStream.error.write(
            """
            Error: \(DisplayText.escaped("\(error)"))
            Help:  '\(programName) list' and '\(programName) run <name> --plain' need no terminal.

            """)
        exit(ExitCode.validationFailure.rawValue)
    } catch {
        RootCommand.exit(withError: error)
    }
}
