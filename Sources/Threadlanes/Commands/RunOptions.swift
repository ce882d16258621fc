import ArgumentParser

/// How a scenario is to be run and shown, for every command that does so.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Make every choice of who goes next from this number: the same run each time.", valueName: "N"))
    var seed: UInt64?

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let schedule = options.schedule, schedule != .random, seed != nil {
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule \(schedule.rawValue), or --seed."
            )
        }
    }

    /// These options over the user's configuration file.
    func configuration() throws -> Configuration {
        try Configuration(commandLine: options.settings, seed: seed, folder: .current)
    }
}
