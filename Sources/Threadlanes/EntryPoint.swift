import ArgumentParser
import Glibc
import LaneCanvas
import LaneScreencast
import LaneTerminal
import LaneView
import Themes

/// The whole command, for the built-in scenarios: parses the arguments, runs, and exits with the documented status.
public func main() -> Never { run(.builtIn) }

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
public func main(_ scenarios: [Scenario]) -> Never { run(Catalogue(scenarios)) }

private func run(_ catalogue: Catalogue) -> Never {
    LoggingSystem.bootstrap { BusLogHandler(label: $0) }
    // A reader that goes away, or a file that may not grow further, is an error to be handled, not the end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    endAtQuitKey()
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
        refuse(
            "\(error)",
            help: "'\(programName) list', 'run <name> --plain', 'record' and 'export' need no terminal.")
    } catch let error as FileError {
        refuse(
            "\(error)",
            help: "'\(programName) config --help' tells where the file belongs, and how to make one.")
    } catch let error as Video.Interrupted {
        exit(128 + error.signal)
    } catch let error as Refusal {
        refuse(error.sentence, help: error.help)
    } catch let error as OutputError where error.isClosedPipe {
        exit(128 + SIGPIPE)
    } catch let error as OutputError where error.isUsage && error.isTaken {
        refuse("\(error)", help: "Give another name, or --force, which replaces the file.")
    } catch let error as OutputError where error.isUsage {
        refuse("\(error)", help: "Give the name of a file in a folder that can be written.")
    } catch  where RootCommand.exitCode(for: error) == .success {
        RootCommand.exit(withError: error)
    } catch {
        // It may quote what was typed, whatever that is.
        let lines = RootCommand.fullMessage(for: error).split(
            separator: "\n", omittingEmptySubsequences: false)
        var text = lines.map { DisplayText.escaped(String($0)) + "\n" }.joined()
        if lines.first?.contains("Unknown option") == true, let command = ProgramOptions.separated {
            text += "Help:  What is the program's own comes behind '--': \(DisplayText.escaped(command))\n"
        }
        try? StandardStream.error.write(text == "\n" ? "" : text)
        exit(RootCommand.exitCode(for: error).rawValue)
    }
}

/// Ctrl-\ ends the program, as it does any other: not with Swift's crash report, which would ask what to do next. Whoever started us
/// with the signal ignored wants it to stay so.
private func endAtQuitKey() {
    var action = sigaction()
    sigaction(SIGQUIT, nil, &action)
    guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1 else { return }
    signal(SIGQUIT, SIG_DFL)
}

/// Ends the program over something that the user can put right.
private func refuse(_ sentence: String, help: String) -> Never {
    try? StandardStream.error.write("Error: \(DisplayText.escaped(sentence))\nHelp:  \(help)\n")
    exit(ExitCode.validationFailure.rawValue)
}
