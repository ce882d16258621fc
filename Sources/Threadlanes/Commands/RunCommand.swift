import ArgumentParser

/// `threadlanes run NAME`: one scenario, in lanes on the screen or as its log.
struct RunCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a scenario and watch it.",
        discussion: """
            Full screen, unless standard output is not a terminal or --plain asks for the log alone, one message a line, \
            as LEVEL:logger:message.
            """)

    @Argument(
        help: "The scenario's name: '\(programName) list' names them all.",
        completion: .custom { _, _, _ in Catalogue.names })
    var name: String

    @OptionGroup var options: RunOptions

    @Flag(help: "Begin paused: '.' takes one step, the space bar goes on.")
    var paused = false

    @Flag(help: "Print the scenario's log instead of drawing lanes.")
    var plain = false

    func validate() throws {
        if plain, paused {
            throw ValidationError("Without a screen nobody can go on: leave out --plain, or --paused.")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let scenario = try catalogue.scenario(named: name)
        let options = try options.configuration()
        if plain || (!paused && !StandardStream.output.isTerminal) {
            return try PlainRun(scenario, schedule: options.chosen, speed: options.speed).follow()
        }
        return try onStage(options) { stage in
            try LaneSession(scenario, options, isPaused: paused, on: stage).show()
        }
    }
}
