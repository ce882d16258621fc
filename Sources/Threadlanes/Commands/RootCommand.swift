import ArgumentParser

/// `threadlanes`: without a subcommand, the scenario browser.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: programName,
        abstract: "Watch threads: one live lane each, in the terminal.",
        discussion: """
            Without a subcommand it opens the scenario browser. Exit status: 0 finished, 1 the scenario failed or \
            deadlocked, was cut off at --max-steps or a file could not be written to its end, 2 'explore' found a bug, or --fail-on what it names, also where it were 1 otherwise, 64 bad usage, a file that can not be used or a terminal that \
            can not.
            """,
        version: programVersion,
        subcommands: [
            BrowseCommand.self, ListCommand.self, RunCommand.self, LessonCommand.self, WatchCommand.self,
            ReplayCommand.self, RecordCommand.self,
            ExploreCommand.self, CheckCommand.self, ExportCommand.self, ThemesCommand.self,
            ConfigCommand.self,
            InstallCommand.self, PythonStubCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)
}

/// A subcommand that works on the catalogue.
protocol CatalogueCommand: ParsableCommand {
    /// - Returns: the exit status.
    func run(_ catalogue: Catalogue) throws -> ExitCode
}
