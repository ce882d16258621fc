import ArgumentParser
import Glibc
import LaneCanvas
import Themes
import ThreadAnalysis
import ThreadExplorer
import ThreadModel
import ThreadPrograms
import ThreadTrace

/// `threadlanes explore NAME`: all the other ways it could have gone.
struct ExploreCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Search for an order of steps that breaks a scenario, or prove that none does.",
        discussion: """
            dpor runs each order of what conflicts once, and so proves something when it comes to its end; random, pct, pos \
            and surw draw --runs executions by lot; exhaustive tries every order of every step. A bug is a deadlock, a thread \
            that fails (also at what 'expect' and 'check' say) or an update that is lost. It is told with few \
            preemptions. Sleeps and timeouts may end at any later moment, so that no bug hides behind a delay. \
            Ctrl-C leaves a report that --resume goes on from. Exit status 2 for a bug, 1 where --merge misses something.
            """)

    @Argument(
        help: ArgumentHelp(
            "A scenario's name ('\(programName) list' names them all), a Python program's path and its arguments, or reports with --merge.",
            valueName: "name"),
        completion: .custom { _, _, _ in Catalogue.names })
    var names: [String]

    @OptionGroup var program: ProgramOptions

    @Flag(
        help:
            "Start a Python program anew for each execution, instead of forking one that has everything loaded."
    )
    var isolate = false

    @OptionGroup var options: SearchOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads search beside each other.", valueName: "N"))
    var jobs = 1

    @Option(
        help: ArgumentHelp("Search only this part of N, the others elsewhere.", valueName: "I/N"),
        transform: SearchReport.Shard.init(argument:))
    var shard: SearchReport.Shard?

    @Flag(help: "Join the reports of all shards.")
    var merge = false

    @Option(
        help: ArgumentHelp(
            "Go on with a search that was interrupted, as its report has it.", valueName: "report"),
        completion: .file(extensions: ["json"]))
    var resume: String?

    @Option(
        help: ArgumentHelp(
            "Where to save the execution that goes wrong. (default: NAME-found.trace.jsonl, or -2 and so on)",
            valueName: "file"),
        completion: .file())
    var trace: String?

    @Option(
        help: ArgumentHelp("Draw the execution that goes wrong, as an .svg.", valueName: "file"),
        completion: .file())
    var svg: String?

    @Flag(name: .shortAndLong, help: "Replace a file that is there.")
    var force = false

    @Flag(help: "Show what was found in lanes, at the moment before it goes wrong.")
    var open = false

    @Flag(help: "Tell the result as JSON.")
    var json = false

    func validate() throws {
        guard (1...1024).contains(jobs) else {
            throw ValidationError("--jobs has to be from 1 to 1024, not \(jobs).")
        }
        if merge, shard != nil || resume != nil {
            throw ValidationError("--merge joins what is there: leave out --shard and --resume.")
        }
        if shard != nil, resume != nil {
            throw ValidationError("A report says which shard it is of: leave out --shard.")
        }
        if !merge, names.count > 1, !program.module, !PythonFile.isNamed(names[0]) {
            throw ValidationError("One scenario at a time, or reports with --merge.")
        }
        if open, json || merge {
            throw ValidationError("--open shows what a search finds: leave out --json and --merge.")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        if merge { return try joinShards() }
        if open, !StandardStream.output.isTerminal {
            throw ValidationError("There is no terminal to show anything on: leave out --open.")
        }
        // Before a search that may take hours.
        if let taken = [trace, svg].compactMap({ $0 }).first(where: { $0 != "-" && FileStatus($0) != nil }),
            !force
        {
            throw OutputError(path: taken, reason: .fileExists, isUsage: true)
        }
        let scenario = try program.scenario(
            named: names[0], names.dropFirst(), catalogue, isSearched: true, isIsolated: isolate)
        let search = ScenarioSearch(scenario, jobs: jobs, isWatched: true)
        var report: SearchReport
        let found: FoundBug?
        do {
            if let resume {
                let earlier = try SearchReport(file: resume)
                guard earlier.scenario == scenario.name else {
                    throw Refusal(
                        sentence: "\(resume) is of a search of \(earlier.scenario), not of \(scenario.name).",
                        help: "Give the name of the scenario that was searched.")
                }
                (report, found) = try search.resume(earlier)
            } else {
                (report, found) = try search.run(options.settings, shard)
            }
        } catch let fault as ProgramFault {
            throw Refusal(
                sentence: "\(names[0]) \(fault).",
                help:
                    "'\(programName) run \(FoundBug.quoted(names[0])) --seed N' runs it in one order of many."
            )
        } catch let error as NondeterminismError {
            throw Refusal(
                sentence: "\(scenario.name) does something else on the same schedule: \(words(for: error)).",
                help:
                    "What is searched must depend on nothing but the order of steps: no random numbers, no real time, no order of a set's or dictionary's elements."
            )
        }
        guard let found else { return try tell(report, of: scenario) }
        let file = try save(found, of: scenario)
        report.trace = file
        if let svg { try draw(found, of: scenario, to: svg) }
        try StandardStream.output.write(json ? try report.json : report.words)
        if !json {
            try StandardStream.output.write(
                "\n" + found.storyText + "\n" + found.commands(scenario.typed, savedAs: file))
        }
        if open { return try show(file, found, catalogue) }
        return ExitCode(2)
    }

    private func words(for error: NondeterminismError) -> String {
        func words(_ request: Request?) -> String {
            request.map { "\($0.operation.event)" } ?? "nothing that it could do"
        }
        let (found, expected) = (words(error.found), words(error.expected))
        guard found != expected else {
            return "at step \(error.step) thread \(error.thread) came to \(found) another thing than before"
        }
        return
            "at step \(error.step) thread \(error.thread) came to \(found) where it had come to \(expected)"
    }

    // MARK: No new bug

    private func tell(_ report: SearchReport, of scenario: Scenario) throws -> ExitCode {
        try StandardStream.output.write(json ? try report.json : report.words)
        guard !report.isComplete, report.bugs == 0 || report.settings.goesOn else {
            return report.bugs > 0 ? ExitCode(2) : .success
        }
        if !json { try leave(report, scenario.typed) }
        return ExitCode(128 + SIGINT)
    }

    /// Leaves what an interrupted search knows, so that it can go on.
    private func leave(_ report: SearchReport, _ words: Scenario.Typed) throws {
        let out =
            try resume.map { try OutputFile($0, .whole) }
            ?? FreeName.makeFile(report.scenario, ending: ".search.json")
        out.append(try report.json)
        try out.finish()
        try StandardStream.output.write(
            "go on:     \(programName) explore \(words.name) --resume \(FoundBug.quoted(out.path))\(words.arguments)\n"
        )
    }

    private func joinShards() throws -> ExitCode {
        let report = try SearchReport(merging: names.map { ($0, try SearchReport(file: $0)) })
        try StandardStream.output.write(json ? try report.json : report.words)
        if let story = report.story, !json {
            try StandardStream.output.write("\n\(story.harmless)")
            if let schedule = report.schedule {
                try StandardStream.output.write(
                    "\nrun it:    \(programName) run \(report.scenario.harmless) --paused --schedule '\(schedule.harmless)'\n"
                )
            }
        }
        return report.bugs > 0 ? ExitCode(2) : report.isComplete ? .success : .failure
    }

    // MARK: A bug

    private func save(_ found: FoundBug, of scenario: Scenario) throws -> String {
        let header = TraceHeader(scenario, found.schedule)
        let sources = SourceTexts(of: scenario)
        let out = try traceFile("\(scenario.name)-found.trace.jsonl")
        let recorder = TraceRecorder(out, header, listing: sources.listing)
        recorder.append(found.events)
        try out.finish()
        return out.path
    }

    /// Where nobody has named a file, one that is not there.
    private func traceFile(_ usual: String) throws -> OutputFile {
        if trace == nil, !force, FileStatus(usual) != nil { return try FreeName.makeFile(beside: usual) }
        let path = trace ?? usual
        return try OutputFile(path, path == "-" || force ? .whole : .new)
    }

    /// As `export` does it.
    private func draw(_ found: FoundBug, of scenario: Scenario, to picture: String) throws {
        let out = try OutputFile(picture, force ? .whole : .new)
        let recording = RecordedRun(
            header: TraceHeader(scenario, found.schedule), batch: found.events,
            listings: SourceTexts(of: scenario).texts)
        let theme = try Theme.builtIn().first { $0.name == "light" } ?? .plain
        out.append(recording.chart(theme, columns: 140, axis: .steps))
        try out.finish()
    }

    private func show(_ file: String, _ found: FoundBug, _ catalogue: Catalogue) throws -> ExitCode {
        let command = try ReplayCommand.parse(
            ["--axis", "steps", "--at-step", "\(found.stepBefore)", "--", file])
        _ = try command.run(catalogue)
        return ExitCode(2)
    }
}
