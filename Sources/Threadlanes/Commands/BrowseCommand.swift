import ArgumentParser
import LaneCanvas

/// `threadlanes` alone: the scenario browser.
struct BrowseCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Choose a scenario on the screen (what happens without a subcommand).")

    @OptionGroup var options: RunOptions
    @OptionGroup var order: ScheduleOption
    @OptionGroup var keeping: KeepOption
    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption

    /// A first word that is no subcommand comes here, as this is the default.
    @Argument(help: .hidden)
    var words: [String] = []

    func validate() throws { try checkOptions() }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        if let word = words.first {
            let isRun = catalogue.scenarios.contains { $0.name == word } || PythonFile.isNamed(word)
            let commands = RootCommand.configuration.subcommands.map { $0._commandName }
            throw unknownName(
                "There is no subcommand '\(DisplayText.escaped(word))'.",
                nearest: isRun
                    ? ["\(programName) run \(word)"] : nearestNames(to: word, among: commands),
                all: "'\(programName) --help' lists them.")
        }
        var configuration = try configuration()
        configuration.keepLast = keeping.limit?.count
        return try withScreen(configuration) { host, appearance in
            try Session(ScenarioChooser(catalogue, configuration), appearance, on: host).run()
        }
    }
}
