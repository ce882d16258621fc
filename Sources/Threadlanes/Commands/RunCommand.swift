import ArgumentParser
import LaneView
import ThreadTrace

/// `threadlanes run NAME`: one scenario, in lanes on the screen or as its log.
struct RunCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a scenario, or a program, and watch it.",
        discussion: """
            Full screen, unless standard output is not a terminal or --plain asks for the log alone, one message a line, \
            as LEVEL:logger:message.
            """)

    @Argument(
        help: "A scenario's name ('\(programName) list' names them all), or a Python program's path.",
        completion: .custom { _, _, _ in Catalogue.names })
    var name: String

    @Argument(help: "A program's own arguments; after -- also those that begin with a hyphen.")
    var arguments: [String] = []

    @OptionGroup var program: ProgramOptions

    @OptionGroup var options: RunOptions
    @OptionGroup var order: ScheduleOption
    @OptionGroup var keeping: KeepOption
    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption

    @Flag(help: "Begin paused: '.' takes one step, the space bar goes on.")
    var paused = false

    @Flag(help: "Print the scenario's log instead of drawing lanes.")
    var plain = false

    @Option(
        help: ArgumentHelp(
            "Save the run as it happens, for 'replay', 'record' and 'export'; - is standard output, and with --follow "
                + "for '\(programName) replay -'.",
            valueName: "file"),
        completion: .file())
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "Without a screen: end with status 2 where one of these was found: all, or a list of \(FindingKinds.names).",
            valueName: "list"),
        transform: FindingKinds.init(argument:))
    var failOn: FindingKinds?

    @Flag(
        help: ArgumentHelp(
            "Say in the trace that time goes on while nothing happens, for somebody who watches it meanwhile. Other lines stay what "
                + "they are."))
    var follow = false

    @Option(
        help: ArgumentHelp(
            "Record all that is seen, keys and resizes included, as .cast, .svg, .gif, .mp4 or .txt.",
            valueName: "file"),
        completion: .file())
    var record: String?

    func validate() throws {
        try checkOptions()
        if plain || trace == "-", paused {
            throw ValidationError(
                "Without a screen nobody can go on: leave out \(plain ? "--plain" : "--trace -"), or --paused."
            )
        }
        if plain || trace == "-", order.schedule == .named(.manual) {
            throw ValidationError(
                "Without a screen nobody can choose: leave out \(plain ? "--plain" : "--trace -"), or --schedule manual."
            )
        }
        if plain || trace == "-", record != nil {
            throw ValidationError(
                "Without a screen there is nothing to record: '\(programName) record' makes a screencast without one."
            )
        }
        if follow, trace == nil {
            throw ValidationError("Only a trace can be followed: add --trace, or leave out --follow.")
        }
        if let record { _ = try ScreencastKind(path: record) }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let scenario = try program.scenario(named: name, arguments, catalogue)
        try order.schedule?.check(for: scenario.name)
        let options = try configuration()
        let schedule = options.schedule(of: scenario)
        let hasScreen =
            trace != "-" && !plain
            && (paused || record != nil || options.schedule == .manual || StandardStream.output.isTerminal)
        if hasScreen, follow {
            throw ValidationError(
                "Who has a screen sees time go on: leave out --follow, or add --plain.")
        }
        if hasScreen, failOn != nil {
            throw ValidationError("On the screen findings are seen: leave out --fail-on, or add --plain.")
        }
        let sources = SourceTexts(of: scenario)
        var files = SessionFiles(listing: sources.listing)
        if let trace { try files.save(to: trace, TraceHeader(scenario, schedule)) }
        guard hasScreen else {
            return try PlainRun(
                scenario, schedule: schedule, speed: options.speed, maxSteps: options.maxSteps,
                failsOn: failOn?.kinds ?? []
            )
            .follow(savingTo: files, isWatched: follow, printsLog: trace != "-")
        }
        return try withScreen(options) { host, appearance in
            if let record {
                try files.record(
                    to: record, ScreencastKind(path: record), TraceHeader(scenario, schedule),
                    size: host.size, theme: appearance.theme)
            }
            let run = LiveRun(
                scenario, schedule, speed: options.speed, isPaused: paused,
                isSteered: options.schedule == .manual, maxSteps: options.maxSteps, wake: host.wake)
            let lanes = LanesModel(
                .live, run.report(selected: nil, at: nil), axis: options.axis.unit,
                panels: options.panels ?? LastPanels().recall() ?? .all, sources: sources.texts,
                keepingLast: keeping.limit?.count)
            return try Session(run, lanes, files: files, appearance, on: host).run()
        }
    }
}
