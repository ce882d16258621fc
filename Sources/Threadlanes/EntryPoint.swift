import ArgumentParser
import Glibc
import LaneCanvas
import LaneTerminal
import LaneView
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
    let catalogue = Catalogue(scenarios)
    Catalogue.names = catalogue.scenarios.map(\.name)
    do {
        let command = try RootCommand.parseAsRoot()
        guard let command = command as? any CatalogueCommand else {
            // Help, and what the argument parser generates.
            var command = command
            try command.run()
            exit(EXIT_SUCCESS)
        }
        exit(try command.run(catalogue).rawValue)
    } catch let error as TerminalError {
        refuse("\(error)")
    } catch let error as FileError {
        refuse("\(error)")
    } catch {
        RootCommand.exit(withError: error)
    }
}

/// Ends the program over something that the user can put right.
private func refuse(_ sentence: String) -> Never {
    try? StandardStream.error.write("Error: \(DisplayText.escaped(sentence))\n")
    exit(ExitCode.validationFailure.rawValue)
}
