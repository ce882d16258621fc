import ArgumentParser

/// How a scenario is to be run and shown, for every command that does so.
struct RunOptions: ParsableArguments {
    // Unconditional: a negative number is a wrong value, not a missing one.
    @Option(
        parsing: .unconditional,
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
    ///
    /// - Throws: when the file can not be used, or when there is no such theme.
    func configuration() throws -> Configuration { try Configuration(options.settings, seed: seed) }
}
