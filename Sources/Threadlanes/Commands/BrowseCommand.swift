import ArgumentParser

/// `threadlanes` alone: the scenario browser.
struct BrowseCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Choose a scenario on the screen (what happens without a subcommand).")

    @OptionGroup var options: RunOptions

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        try onStage(options) { stage in try BrowserSession(catalogue, options: options, on: stage).show() }
    }
}
