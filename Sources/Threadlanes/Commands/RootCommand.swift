import ArgumentParser

/// `threadlanes`: without a subcommand, the scenario browser.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: programName,
        abstract: "Watch threads: one live lane each, in the terminal.",
        discussion: """
            Without a subcommand it opens the scenario browser. Exit status: 0 finished, 1 the scenario failed or \
            deadlocked, 64 bad usage or a terminal that can not be used.
            """,
        version: programVersion,
        subcommands: [
            BrowseCommand.self, ListCommand.self, RunCommand.self, ReplayCommand.self, RecordCommand.self,
            ExportCommand.self, ThemesCommand.self, ConfigCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)
}

/// A subcommand that works on the catalogue.
protocol CatalogueCommand: ParsableCommand {
    /// - Returns: the exit status.
    func run(_ catalogue: Catalogue) throws -> ExitCode
}
