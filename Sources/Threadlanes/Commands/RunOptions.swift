import ArgumentParser

/// How a scenario is to be run and shown, for every command that does so.
struct RunOptions: ParsableArguments {
    // Unconditional: a negative number is a wrong value, not a missing one.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Make every choice of who goes next from this number: the same run each time.", valueName: "N"))
    var seed: UInt64?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("End a run that has taken so many steps.", valueName: "N"))
    var maxSteps: Int?

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if let schedule = options.schedule, schedule != .named(.random), seed != nil {
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule \(schedule.name?.rawValue ?? "as it is"), or --seed."
            )
        }
        try checkMaxSteps(maxSteps)
    }

    /// These options over the user's configuration file.
    ///
    /// - Throws: when the file can not be used, or when there is no such theme.
    func configuration() throws -> Configuration {
        var configuration = try Configuration(options.settings, seed: seed, exact: options.schedule?.exact)
        configuration.maxSteps = maxSteps
        return configuration
    }
}

/// - Throws: a usage error for a bound below 1 step.
func checkMaxSteps(_ maxSteps: Int?) throws {
    if let maxSteps, maxSteps < 1 {
        throw ValidationError("--max-steps has to be 1 or more, not \(maxSteps).")
    }
}
