import LaneCanvas
import LaneView
import ThreadModel
import ThreadRuntime
import Themes

/// What holds for this invocation: the command line wins over the file, the file over the defaults.
package struct Configuration {
    package static let defaults = (
        theme: ThemeFiles.sources.first?.name ?? "", speed: Speed.normal, schedule: ScheduleName.best,
        glyphs: GlyphChoice.auto, axis: AxisChoice.auto, mouse: true
    )

    private let commandLine: Settings
    private let settings: Settings
    /// From the command line only.
    private let seed: UInt64?
    /// The same: a schedule that says its steps.
    private let exact: Schedule?
    private let file: TOMLFile?
    /// After so many steps a run is cut off. From the command line only.
    package var maxSteps: Int?
    /// So many of the last events are kept; nil: all. From the command line only.
    package var keepLast: Int?

    /// - Parameter file: the configuration file, if there is one.
    package init(
        commandLine: Settings, seed: UInt64? = nil, exact: Schedule? = nil, file: TOMLFile?
    ) throws(FileError) {
        self.commandLine = commandLine
        self.seed = seed
        self.exact = exact
        self.file = file
        settings = try file.map { file throws(FileError) in try Settings(file) } ?? Settings()
    }

    /// The configuration in the folder, which need not be there.
    init(
        commandLine: Settings, seed: UInt64? = nil, exact: Schedule? = nil, folder: ConfigurationFolder?
    ) throws(FileError) {
        var file: TOMLFile?
        if let path = folder?.settings, let text = try SmallFile(path: path).text() {
            file = try TOMLFile(text, file: path)
        }
        try self.init(commandLine: commandLine, seed: seed, exact: exact, file: file)
    }

    package var theme: String { commandLine.theme ?? settings.theme ?? Self.defaults.theme }
    package var speed: Speed { commandLine.speed ?? settings.speed ?? Self.defaults.speed }
    package var glyphs: GlyphChoice { commandLine.glyphs ?? settings.glyphs ?? Self.defaults.glyphs }
    package var axis: AxisChoice { commandLine.axis ?? settings.axis ?? Self.defaults.axis }
    /// nil: those that were shown last.
    package var panels: Panels? { commandLine.panels ?? settings.panels }
    package var mouse: Bool { commandLine.mouse ?? settings.mouse ?? Self.defaults.mouse }

    /// A seed on the command line wins over a schedule in the file that takes none.
    package var schedule: ScheduleName {
        if let schedule = commandLine.schedule { return schedule }
        guard seed != nil else { return settings.schedule ?? Self.defaults.schedule }
        return settings.schedule.flatMap { $0.takesSeed ? $0 : nil } ?? .random
    }

    /// The schedule of the scenario's next run: random ones differ from run to run unless there is a seed.
    package func schedule(of scenario: Scenario) -> Schedule {
        if let exact { return exact }
        return switch schedule {
        case .best: scenario.schedule?.schedule ?? .parallel
        case .parallel: .parallel
        case .roundRobin: .roundRobin
        case .random, .pct, .pos, .surw, .manual:
            schedule.schedule(seed: seed ?? UInt64.random(in: 0..<10_000)) ?? .parallel
        }
    }

    /// - Throws: an error that says who asked for a theme that there is not, and what there is.
    package func requireTheme(among names: [String]) throws {
        guard !names.contains(theme) else { return }
        if let file, commandLine.theme == nil {
            throw file.error(
                "theme: there is no '\(theme)': expected one of \(names.joined(separator: ", "))", at: "theme"
            )
        }
        throw unknownName(
            "There is no theme named '\(DisplayText.escaped(theme))'.",
            nearest: nearestNames(to: theme, among: names), all: "'\(programName) themes' lists them all.")
    }
}
