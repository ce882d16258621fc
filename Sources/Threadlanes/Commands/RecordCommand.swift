import ArgumentParser
import Glibc
import LaneCanvas
import LaneScreencast
import LaneView
import ThreadTrace

/// `threadlanes record NAME -o FILE`: a screencast without any terminal, the same each time.
struct RecordCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Make a screencast of a scenario, a trace or a lesson, without a terminal.",
        discussion: """
            The ending of FILE says the format: .cast (asciicast), .svg (animated, without script), .gif or .mp4 (these need \
            rsvg-convert and ffmpeg), .txt (the final screen). The run is seeded, so that the same command makes the same \
            file, byte for byte. Exit status 0 however the run ends.

            --keys is what somebody does meanwhile, as statements that end at a semicolon or a
            line's end:
              at 2.5, at step 38, at end   let the run go on until then
              wait 3                       let seconds of the screencast go by
              key space Down Enter .       press keys, by the names that help (?) has for them
              type text                    press the keys of a text
              lane worker-2                select the lane of a thread
              say some words               write a caption; say alone takes it away; quote a semicolon
              beside worker-2 some words   write a caption beside the lane of a thread
              mark some words              a mark, for players that know marks
            @FILE reads them from a file, where lines that begin with # are remarks.
            """)

    @Argument(
        help:
            "A scenario's name, a Python program's path, a trace (FILE.trace.jsonl), - for a trace on standard input, or a lesson (its name or FILE.toml).",
        completion: .custom { _, _, _ in Catalogue.names })
    var name: String

    @Argument(help: "A program's own arguments; after -- also those that begin with a hyphen.")
    var arguments: [String] = []

    @OptionGroup var program: ProgramOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file())
    var output: String

    @Option(
        help: ArgumentHelp(
            "Columns and rows of the screen, from 40x10 to 500x200. (default: 100x30)",
            valueName: "columns x rows"),
        transform: WindowSize.init(argument:))
    var size = WindowSize.standard

    // Unconditional: a negative number is a wrong value, not a missing one.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What every choice of who goes next is made from. (default: 1, or the scenario's own)",
            valueName: "N"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Who decides who goes next: best, random, round-robin, or steps as for 'run'. (default: best, or random where the "
                + "scenario names none)", valueName: "schedule"), transform: ScheduleChoice.init(argument:))
    var schedule: ScheduleChoice?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("End a run that has taken so many steps.", valueName: "N"))
    var maxSteps: Int?

    @OptionGroup var options: AppearanceOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How often the screen may change in a second, from 1 to 60.", valueName: "n"))
    var fps: Int = 15

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Shorten times in which nothing happens to so many seconds.", valueName: "seconds")
    )
    var idleLimit: Double?

    @Option(parsing: .unconditional, help: ArgumentHelp("Where in the run to begin.", valueName: "seconds"))
    var from: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where in the run to end. (default: its end, or \(Self.longest) for one that has none)",
            valueName: "seconds"))
    var to: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Of an svg or txt, the one frame at this time of the run.", valueName: "seconds"))
    var still: Double?

    @Flag(help: "Lanes alone, as high as they can be, with a caption: for an audience.")
    var presenter = false

    @Flag(inversion: .prefixedNo, help: "The last row, which says what keys there are.")
    var keyBar = true

    @Flag(help: "Show the keys of --keys as they are pressed.")
    var showKeys = false

    @Flag(name: .shortAndLong, help: "Replace a file that is there.")
    var force = false

    @Option(help: "The screencast's title. (default: the scenario's)")
    var title: String?

    @Option(help: ArgumentHelp("What somebody does meanwhile, or @ and a file with it.", valueName: "script"))
    var keys: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The version of asciicast: 2 or 3.", valueName: "2|3"))
    var castVersion: Int = 2

    /// Seconds that a run without an end is followed for.
    static let longest = 600

    func validate() throws {
        let kind = try ScreencastKind(path: output)
        guard (1...60).contains(fps) else { throw ValidationError("--fps goes from 1 to 60, not \(fps).") }
        guard [2, 3].contains(castVersion) else {
            throw ValidationError("There is asciicast version 2 and 3, not \(castVersion).")
        }
        for (option, value) in [("idle-limit", idleLimit), ("from", from), ("to", to), ("still", still)] {
            guard value.map({ (0...86_400).contains($0) }) ?? true else {
                throw ValidationError("--\(option) is a number of seconds, from 0 to 86400.")
            }
        }
        if let from, let to, from >= to { throw ValidationError("--from has to come before --to.") }
        if still != nil {
            guard kind == .svg || kind == .txt else {
                throw ValidationError("--still makes an .svg or a .txt, not a .\(kind.rawValue).")
            }
            guard from == nil, to == nil else {
                throw ValidationError("--still leaves no room for --from and --to.")
            }
        }
        if options.speed == .max {
            throw ValidationError("A screencast needs a clock that goes: give --speed a factor.")
        }
        switch schedule {
        case .named(.manual):
            throw ValidationError(
                "Nobody chooses in a recording: save a run with 'run --trace FILE', and record FILE.")
        case .named(.parallel), .exact(.parallel, of: _):
            throw ValidationError(
                "A parallel run differs each time: save one with 'run --trace FILE', and record FILE.")
        case let given? where seed != nil && given.name?.takesSeed != true:
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule, or --seed.")
        default: break
        }
        try checkMaxSteps(maxSteps)
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        if let lesson = try lesson(catalogue) { return try record(lesson) }
        let script = try script()
        var settings = options.settings
        settings.schedule = schedule?.name
        let configuration = try Configuration(settings, seed: seed)
        let recording = try recording(catalogue, configuration)
        try requireRoom()
        let library = ThemeLibrary(folder: .current)
        let run = recording.run.header
        let recorder = try recorder(
            run.title.isEmpty ? run.scenario : run.title, library.theme(named: configuration.theme))
        var session = session(recording.run, configuration, library, script, recording.sources)
        let length = try make(recorder) { try session.record($0) }
        try tellOfIdleness(recording.run, length, speed: configuration.speed.shown ?? 1)
        return .success
    }
}
