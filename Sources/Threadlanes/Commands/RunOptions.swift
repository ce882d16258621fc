import ArgumentParser

/// How a scenario is to be run, for every command that shows it.
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
}

/// A command that runs a scenario in lanes.
protocol RunningCommand: SettingsCommand {
    var options: RunOptions { get }
}

extension RunningCommand {
    /// - Throws: a usage error for options that contradict each other.
    func checkOptions() throws {
        if let schedule = order.schedule, schedule.name?.takesSeed != true, options.seed != nil {
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule \(schedule.name?.rawValue ?? "as it is"), or --seed."
            )
        }
        try checkMaxSteps(options.maxSteps)
    }

    /// The options over the user's configuration file.
    ///
    /// - Throws: when the file can not be used, or when there is no such theme.
    func configuration() throws -> Configuration {
        var configuration = try Configuration(settings, seed: options.seed, exact: order.schedule?.exact)
        configuration.maxSteps = options.maxSteps
        return configuration
    }
}

/// - Throws: a usage error for a bound below 1 step.
func checkMaxSteps(_ maxSteps: Int?) throws {
    if let maxSteps, maxSteps < 1 {
        throw ValidationError("--max-steps has to be 1 or more, not \(maxSteps).")
    }
}
