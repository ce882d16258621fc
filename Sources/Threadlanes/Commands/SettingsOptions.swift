import ArgumentParser
import LaneView
import ThreadModel

// The settings of the configuration file, on the command line, where they win.
//
// In groups that stand side by side in a command, none inside another: a debug build checks each group anew for every check of the
// group around it, and with five in each other the program takes over a second to begin.

/// The setting that says who goes next.
struct ScheduleOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who decides who goes next: best (as the scenario is best seen, otherwise parallel), parallel, round-robin, or by "
                + "lot: random, pct, pos, surw; manual, where you choose; or threads by number, step by step, as '1x6 2 1x2 random:7', or @ and a saved run. "
                + "(default: best, or random with a seed)",
            valueName: "schedule"),
        completion: .list(ScheduleName.allCases.map(\.rawValue)), transform: ScheduleChoice.init(argument:))
    var schedule: ScheduleChoice?
}

/// The settings that say how lanes look, wherever they are shown.
struct AppearanceOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How fast the clock goes: a factor from 0.001 to 1000000, or max to skip all waiting. (default: 1)",
            valueName: "factor"
        ))
    var speed: Speed?

    @Option(
        help: ArgumentHelp(
            "The colours: '\(programName) themes' lists them. (default: dark)", valueName: "name"),
        completion: .custom { _, _, _ in ThemeLibrary.names(folder: .current) })
    var theme: String?

    @Option(
        help: ArgumentHelp(
            "What a column of a lane stands for: auto is time, and steps while one steps or where time is too short. (default: auto)",
            valueName: "axis"))
    var axis: AxisChoice?

    @Option(
        help: ArgumentHelp(
            "What to show beside the lanes: a list of primitives, code, log; lanes for them alone. (default: all)",
            valueName: "list"),
        completion: .list(Panels.allNames), transform: PanelList.init(argument:))
    var panels: PanelList?

    @Flag(inversion: .prefixedNo, help: "Draw in ASCII even where the locale has Unicode.")
    var ascii: Bool?

    var settings: Settings {
        var settings = Settings(
            theme: theme, speed: speed, glyphs: ascii.map { $0 ? .ascii : .auto }, axis: axis)
        settings.panels = panels?.panels
        return settings
    }
}

/// Whether a terminal's mouse is ours.
struct MouseOption: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Take clicks and the wheel, or leave them to the terminal.")
    var mouse: Bool?
}

/// A command whose lanes are shown on a terminal.
protocol ScreenCommand: CatalogueCommand {
    var appearance: AppearanceOptions { get }
    var pointer: MouseOption { get }
}

extension ScreenCommand {
    var screenSettings: Settings {
        var settings = appearance.settings
        settings.mouse = pointer.mouse
        return settings
    }
}

/// One that all settings are for.
protocol SettingsCommand: ScreenCommand {
    var order: ScheduleOption { get }
}

extension SettingsCommand {
    var settings: Settings {
        var settings = screenSettings
        settings.schedule = order.schedule?.name
        return settings
    }
}

extension Configuration {
    /// What the command line says, over the user's configuration file.
    ///
    /// - Throws: when the file can not be used, or when there is no such theme.
    init(_ commandLine: Settings, seed: UInt64? = nil, exact: Schedule? = nil) throws {
        try self.init(commandLine: commandLine, seed: seed, exact: exact, folder: .current)
        try requireTheme(among: ThemeLibrary.names(folder: .current))
    }
}

extension AxisChoice: ExpressibleByArgument {}
