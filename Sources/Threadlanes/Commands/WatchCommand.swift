import ArgumentParser
import LaneCanvas
import LaneView
import ThreadPrograms
import ThreadTrace

/// `threadlanes watch -- ./a.out`: what the threads of a program in C or C++ do, in lanes on the screen or as its findings.
struct WatchCommand: ScreenCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Run a program in C or C++, and watch what its threads do.",
        discussion: """
            It runs as it always does: nobody chooses who goes next. A library that is loaded into it tells of pthreads (create, join, mutexes, \
            read-write locks, condition variables, barriers, names), semaphores and sleeps, and so of what C++ makes of them; names come from the \
            program's symbols, lines from what 'cc -g' adds, by 'addr2line'. Its standard input is empty, what it writes is in the log. \
            A circle of threads that wait for each other's locks is told as soon as it closes.

            Not seen are: programs that are linked statically or have more rights than their user; the processes that it makes; locks that \
            are made of futexes, as those of Rust's std, Go, std::atomic::wait and std::counting_semaphore; C's own threads.h, spin locks, and \
            waiting for files and sockets. An interpreter's own lock, as Python's, is seen all the time.
            """)

    @Argument(
        parsing: .remaining,
        help: "The program and its arguments, after --.", completion: .file())
    var command: [String] = []

    @OptionGroup var keeping: KeepOption
    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption

    @Flag(help: "Print what the program writes, and what was found, instead of drawing lanes.")
    var plain = false

    @Option(
        help: ArgumentHelp(
            "Save the run as it happens, for 'replay', 'check', 'record' and 'export'; - is standard output.",
            valueName: "file"),
        completion: .file())
    var trace: String?

    @Option(
        help: ArgumentHelp(
            "Without a screen: end with status 2 where one of these was found: all, or a list of \(FindingKinds.names).",
            valueName: "list"),
        transform: FindingKinds.init(argument:))
    var failOn: FindingKinds?

    @Option(
        help: ArgumentHelp(
            "Record all that is seen, keys and resizes included, as .cast, .svg, .gif, .mp4 or .txt.",
            valueName: "file"),
        completion: .file())
    var record: String?

    /// The program, without the mark that it comes.
    private var program: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

    func validate() throws {
        guard let name = program.first else {
            throw ValidationError("Which program? '\(programName) watch -- ./a.out' watches ./a.out.")
        }
        if name.hasPrefix("-") {
            throw ValidationError(
                "'\(DisplayText.escaped(name))' is no option of watch; a program comes after --.")
        }
        if plain || trace == "-", record != nil {
            throw ValidationError(
                "Without a screen there is nothing to record: '\(programName) record' makes a screencast of a saved run."
            )
        }
        if let record { _ = try ScreencastKind(path: record) }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let options = try Configuration(screenSettings)
        let library = try WatchLibrary()
        let hasScreen = trace != "-" && !plain && (record != nil || StandardStream.output.isTerminal)
        if hasScreen, failOn != nil {
            throw ValidationError("On the screen findings are seen: leave out --fail-on, or add --plain.")
        }
        guard hasScreen else {
            let (program, header) = try start(library)
            var files = SessionFiles { program.texts[$0] }
            if let trace { try save(header, to: trace, &files, of: program) }
            return try PlainWatch(program: program, failsOn: failOn?.kinds ?? [])
                .follow(savingTo: files, printsLog: trace != "-")
        }
        return try withScreen(options) { host, appearance in
            let (program, header) = try start(library)
            var files = SessionFiles { program.texts[$0] }
            if let trace { try save(header, to: trace, &files, of: program) }
            if let record {
                try files.record(
                    to: record, ScreencastKind(path: record), header, size: host.size, theme: appearance.theme
                )
            }
            let source = WatchSource(program, header, wake: host.wake)
            let lanes = LanesModel(
                .replay(Player(speed: options.speed.shown)), source.report(selected: nil, at: nil),
                axis: options.axis.unit, panels: options.panels ?? LastPanels().recall() ?? .all,
                sources: SourceTexts().texts, keepingLast: keeping.limit?.count)
            return try Session(source, lanes, files: files, appearance, on: host).run()
        }
    }

    private func start(_ library: WatchLibrary) throws -> (WatchedProgram, TraceHeader) {
        let program: WatchedProgram
        do {
            program = try WatchedProgram(command: self.program, library: library.path)
        } catch {
            throw Refusal(
                sentence: "'\(self.program.joined(separator: " "))' \(error).",
                help: "A program is given by its path, as './a.out', or by a name that a shell would find.")
        }
        return (
            program,
            TraceHeader(
                program: "threadlanes \(programVersion)", scenario: program.name,
                title: self.program.joined(separator: " "), schedule: "parallel", clock: "monotonic",
                process: program.processNumber)
        )
    }

    private func save(
        _ header: TraceHeader, to path: String, _ files: inout SessionFiles, of program: WatchedProgram
    ) throws {
        do {
            try files.save(to: path, header)
        } catch {
            program.end()
            throw error
        }
    }
}
