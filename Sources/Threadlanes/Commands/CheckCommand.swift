import ArgumentParser
import ThreadAnalysis
import ThreadTrace

/// `threadlanes check FILE`: what went wrong in a run, or could have.
struct CheckCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell what went wrong in a saved run, or could have.",
        discussion: """
            Data races on shared values, lost updates, locks taken in orders that can deadlock, deadlocks, lost wake-ups, who was \
            overtaken most, locks that were never given back: each with its steps, threads and lines. A race or a lock \
            order is told although nothing went wrong this time. Exit status 2 where --fail-on says so.
            """)

    @Argument(help: "A trace, or - for standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Flag(help: "Tell all, not only the first few of a kind.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "End with status 2 where one of these was found: all, or a list of \(FindingKinds.names).",
            valueName: "list"),
        transform: FindingKinds.init(argument:))
    var failOn: FindingKinds?

    @Flag(help: "Tell them as JSON.")
    var json = false

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let recording = try RecordedRun(file: file)
        var trace = Trace()
        trace.append(recording.batch)
        let report = FindingsReport(Findings(trace), trace)
        let name =
            recording.header.scenario.isEmpty
            ? (file == "-" ? "standard input" : file) : recording.header.scenario
        try StandardStream.output.write(
            json
                ? try report.json(name)
                : report.words(name, isWhole: all, columns: StandardStream.output.columns))
        return failOn.map { report.has($0.kinds) } == true ? ExitCode(2) : .success
    }
}
