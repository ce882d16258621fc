import ArgumentParser
import Glibc
import LaneCanvas
import LaneView

/// `threadlanes replay FILE`: a saved trace in lanes, as often and as slowly as one likes.
struct ReplayCommand: ScreenCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Watch a saved trace, or one that is being written.",
        discussion: """
            A trace is what 'run NAME --trace FILE' or the key s writes: JSON Lines in a documented format, which any program \
            can write. With - it is read from standard input, and followed while it grows: \
            '\(programName) run NAME --trace - --follow | \(programName) replay -'.
            """)

    @Argument(help: "A trace, or - for standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption
    @OptionGroup var keeping: KeepOption

    @Flag(help: "Begin paused, at the start: the space bar plays.")
    var paused = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Begin paused, behind step number N: '.' takes the next one.", valueName: "N"))
    var atStep: Int?

    func validate() throws {
        if let atStep, atStep < 0 {
            throw ValidationError("--at-step has to be 0 or more, not \(atStep).")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let options = try Configuration(screenSettings)
        let source = try TraceSource.open(file)
        let isStream = source.size == nil
        if file == "-" || isStream { try Self.takeKeysFromTerminal() }
        if isStream, atStep != nil {
            throw ValidationError("What is still being written has no such step yet: leave out --at-step.")
        }
        if !isStream { source.readWithProgress() }
        if let warning = source.warning { try tell(warning) }
        let status = try withScreen(options) { host, appearance in
            var appearance = appearance
            if let warning = source.warning { appearance.notice = warning }
            if let problem = source.problem {
                appearance.notice = "\(problem); what comes before it is shown"
            }
            if isStream { source.follow(wake: host.wake) }
            var lanes = LanesModel(
                .replay(Player(speed: options.speed.shown, isPaused: paused || atStep != nil)),
                source.report(selected: nil, at: nil),
                axis: options.axis.unit, panels: options.panels ?? LastPanels().recall() ?? .all,
                sources: SourceTexts().texts, keepingLast: keeping.limit?.count)
            if !isStream { lanes.rewind(with: source.take()) }
            if let atStep { lanes.stand(behind: atStep) }
            let files = SessionFiles { source.listings[$0] }
            return try Session(source, lanes, files: files, appearance, on: host).run()
        }
        if isStream, let warning = source.warning { try tell(warning) }
        guard let problem = source.problem else { return status }
        throw Refusal(problem, of: file)
    }

    private func tell(_ warning: String) throws {
        try StandardStream.error.write("\(programName): \(DisplayText.escaped(warning))\n")
    }

    /// Standard input has the trace, so keys come from the terminal that the process belongs to.
    private static func takeKeysFromTerminal() throws {
        guard isatty(STDIN_FILENO) == 0 else { return }
        let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw Refusal(
                sentence: "There is no terminal for keys to come from.",
                help: "'\(programName) export' and '\(programName) record' work on traces without one.")
        }
        dup2(terminal, STDIN_FILENO)
        Glibc.close(terminal)
    }
}
