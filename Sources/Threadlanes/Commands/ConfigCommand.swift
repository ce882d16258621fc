import ArgumentParser
import LaneView

/// `threadlanes config`: the effective configuration, as a file.
struct ConfigCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print the configuration in effect, as a file with comments.",
        discussion: """
            What is printed is a valid configuration file: '\(programName) config --theme nord > FILE' is a way to make one. It \
            belongs in $XDG_CONFIG_HOME/threadlanes/config.toml, which is ~/.config/threadlanes/config.toml by default.
            """)

    @OptionGroup var order: ScheduleOption
    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption

    func validate() throws {
        if order.schedule?.exact != nil {
            throw ValidationError(
                "A configuration names a schedule: expected best, parallel, random, round-robin.")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let folder = ConfigurationFolder.current
        let configuration = try Configuration(commandLine: settings, folder: folder)
        try configuration.requireTheme(among: ThemeLibrary.names(folder: folder))
        let path = folder?.settings ?? "$XDG_CONFIG_HOME/threadlanes/config.toml"
        try StandardStream.output.write(configuration.toml(path: path))
        return .success
    }
}
