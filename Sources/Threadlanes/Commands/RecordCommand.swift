import ArgumentParser
import Glibc
import LaneCanvas
import LaneScreencast
import LaneView
import ThreadTrace

/// `threadlanes record NAME -o FILE`: a screencast without any terminal, the same each time.
struct RecordCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Make a screencast of a scenario or a trace, without a terminal.",
        discussion: """
            The ending of FILE says the format: .cast (asciicast), .svg (animated, without script), .gif or .mp4 (these need \
            rsvg-convert and ffmpeg), .txt (the final screen). The run is seeded, so that the same command makes the same \
            file, byte for byte. Exit status 0 however the run ends.

            --keys is what somebody does meanwhile, as statements that end at a semicolon:
              at 2.5, at step 38, at end   let the run go on until then
              wait 3                       let seconds of the screencast go by
              key space Down Enter .       press keys, by the names that help (?) has for them
              type text                    press the keys of a text
              lane worker-2                select the lane of a thread
              say some words               write a caption; say alone takes it away
              mark some words              a mark, for players that know marks
            @FILE reads them from a file, where a # begins a remark.
            """)

    @Argument(help: "A scenario's name, a trace (FILE.trace.jsonl), or - for a trace on standard input.")
    var name: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file())
    var output: String

    @Option(help: ArgumentHelp("Columns and rows of the screen.", valueName: "100x30"))
    var size: WindowSize = WindowSize(size: Size(columns: 100, rows: 30))

    @OptionGroup var options: RunOptions

    @Option(help: ArgumentHelp("How often the screen may change in a second, from 1 to 60.", valueName: "n"))
    var fps: Int = 15

    @Option(
        help: ArgumentHelp("Shorten times in which nothing happens to so many seconds.", valueName: "seconds")
    )
    var idleLimit: Double?

    @Option(help: ArgumentHelp("Where in the run to begin.", valueName: "seconds"))
    var from: Double?

    @Option(
        help: ArgumentHelp(
            "Where in the run to end. (default: its end, or \(Self.longest) for one that has none)",
            valueName: "seconds"))
    var to: Double?

    @Option(
        help: ArgumentHelp("Of an svg or txt, the one frame at this time of the run.", valueName: "seconds"))
    var still: Double?

    @Option(
        help: ArgumentHelp(
            "What to show: a list of lanes, primitives, code, log. (default: all)", valueName: "list"))
    var panels: PanelList?

    @Option(help: "The screencast's title. (default: the scenario's)")
    var title: String?

    @Option(help: ArgumentHelp("What somebody does meanwhile, or @ and a file with it.", valueName: "script"))
    var keys: String?

    @Option(help: ArgumentHelp("The version of asciicast: 2 or 3.", valueName: "2|3"))
    var castVersion: Int = 2

    /// Seconds that a run without an end is followed for.
    private static let longest = 600

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
        if options.options.screen.speed == .max {
            throw ValidationError("A screencast needs a clock that goes: give --speed a factor.")
        }
        if options.options.schedule == .parallel {
            throw ValidationError(
                "A parallel run differs each time: save one with 'run --trace FILE', and record FILE.")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let script = try script()
        let configuration = try options.configuration()
        let library = ThemeLibrary(folder: .current)
        let recording = try recording(catalogue, configuration)
        let kind = try ScreencastKind(path: output)
        let theme = library.theme(named: configuration.theme)

        var header = ScreencastHeader(
            size.size, title: title ?? recording.header.title, theme, timestamp: nil)
        if header.title.isEmpty { header.title = recording.header.scenario }
        let file = try OutputFile(output, .whole)
        let recorder = ScreencastRecorder(
            kind, file, header, version: castVersion == 3 ? .v3 : .v2, framesPerSecond: fps)
        let progress = Progress("recording \(output)")

        let feed = FilmFeed(recording, speed: configuration.speed.shown ?? 1)
        let show = LaneShow(
            feed, axis: configuration.axis, panels: panels?.panels ?? .all,
            sources: sources(catalogue).texts)
        let look = Look(
            themes: library.themes, theme: configuration.theme,
            glyphs: configuration.glyphs == .ascii ? .ascii : .unicode)
        var filming = Filming(
            feed, show, look,
            Filming.Plan(
                size: size.size, framesPerSecond: fps, idleLimit: idleLimit.map(Duration.seconds),
                start: Instant(seconds: from ?? still ?? 0), script: script))
        var last: Frame?
        do {
            let length = try filming.film(
                Filming.Sink(
                    show: { frame, time in
                        last = frame
                        if still == nil { recorder.show(frame, at: time) }
                    },
                    mark: { label, time in recorder.mark(label, at: time) },
                    progress: { progress.show($0) }))
            if still != nil, let last {
                try recorder.finish(still: last, header)
            } else {
                try recorder.finish(at: length, progress: progress.show)
            }
            try StandardStream.error.write(
                "\(programName): recorded \(DisplayText.escaped(recorder.summary(still == nil ? length : nil)))\n"
            )
        } catch {
            file.abandon()
            throw error
        }
        return .success
    }

    private func script() throws -> KeyScript? {
        guard let keys else { return nil }
        do {
            guard keys.hasPrefix("@") else { return try KeyScript(keys) }
            let path = String(keys.dropFirst())
            guard let text = try SmallFile(path: path).text() else {
                throw Refusal(
                    sentence: "--keys: there is no file '\(path)'.",
                    help: "A script is given as it is, or as @ and a file.")
            }
            return try KeyScript(text)
        } catch let mistake as KeyScript.Mistake {
            throw Refusal(
                sentence: "--keys: \(mistake).", help: "'\(programName) help record' tells what there is.")
        }
    }

    /// What there is to film.
    private func recording(_ catalogue: Catalogue, _ configuration: Configuration) throws -> RecordedRun {
        let limit = Instant(seconds: to ?? still ?? Double(Self.longest))
        if isTrace(catalogue) {
            guard options.seed == nil, options.options.schedule == nil else {
                throw ValidationError("A trace has its schedule already: leave out --seed and --schedule.")
            }
            var recording = try RecordedRun(file: name)
            if to != nil || still != nil { recording.cut(at: limit) }
            return recording
        }
        let schedule: Schedule =
            configuration.schedule == .roundRobin ? .roundRobin : .random(seed: options.seed ?? 1)
        let recording = try RecordedRun(catalogue.scenario(named: name), schedule, limit: limit)
        if recording.cut != nil, to == nil, still == nil {
            try StandardStream.error.write(
                "\(programName): the run has no end within \(Self.longest) s and is recorded up to there: --to says otherwise\n"
            )
        }
        return recording
    }

    private func isTrace(_ catalogue: Catalogue) -> Bool {
        if catalogue.scenarios.contains(where: { $0.name == name }) { return false }
        return name == "-" || name.contains("/") || name.hasSuffix(".jsonl") || access(name, F_OK) == 0
    }

    private func sources(_ catalogue: Catalogue) -> Sources {
        catalogue.scenarios.first { $0.name == name }.map(Sources.init) ?? Sources()
    }
}

/// `100x30`.
struct WindowSize: ExpressibleByArgument {
    let size: Size

    init(size: Size) { self.size = size }

    init?(argument: String) {
        let numbers = argument.lowercased().split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2, (20...500).contains(numbers[0]), (5...200).contains(numbers[1]) else {
            return nil
        }
        size = Size(columns: numbers[0], rows: numbers[1])
    }

    var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}

/// `lanes,code,log`. Lanes are always there.
struct PanelList: ExpressibleByArgument {
    let panels: Panels

    init?(argument: String) {
        var panels: Panels = []
        for name in argument.split(separator: ",") {
            switch name {
            case "lanes": break
            case "primitives": panels.insert(.primitives)
            case "code": panels.insert(.code)
            case "log": panels.insert(.log)
            default: return nil
            }
        }
        self.panels = panels
    }
}
