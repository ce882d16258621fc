import ArgumentParser
import LaneCanvas
import ThreadTrace
import Themes

/// `threadlanes export FILE`: a trace for other programs, or on paper.
struct ExportCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Turn a trace into Trace Event JSON, a table, or a chart.",
        discussion: """
            perfetto: Trace Event JSON, which ui.perfetto.dev and chrome://tracing open. csv: a row for each event, for \
            spreadsheets and data frames. svg: the whole lane chart with its legend, for print.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case perfetto, csv, svg
    }

    @Argument(help: "A trace, or - for standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Option(name: .shortAndLong, help: "What to make of it.")
    var format: Format

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write it. (default: standard output)", valueName: "file"),
        completion: .file())
    var output: String = "-"

    @Option(
        help: ArgumentHelp(
            "The colours of an svg: '\(programName) themes' lists them. (default: light)", valueName: "name"),
        completion: .custom { _, _, _ in ThemeLibrary.names(folder: .current) })
    var theme: String = "light"

    @Option(parsing: .unconditional, help: ArgumentHelp("How wide an svg is, in characters.", valueName: "n"))
    var columns: Int = 140

    func validate() throws {
        guard (60...1000).contains(columns) else {
            throw ValidationError("A chart has from 60 to 1000 columns, not \(columns).")
        }
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let themes = ThemeLibrary(folder: .current)
        guard let theme = themes.themes.first(where: { $0.name == theme }) else {
            throw unknownName(
                "There is no theme named '\(theme)'.",
                nearest: nearestNames(to: theme, among: themes.themes.map(\.name)),
                all: "'\(programName) themes' lists them all.")
        }
        let recording = try RecordedRun(file: file, replacedBy: output)
        let out = try OutputFile(output, .whole)
        var trace = Trace()
        trace.append(recording.batch)
        let progress = Progress("writing \(output == "-" ? "standard output" : output)")
        switch format {
        case .perfetto:
            PerfettoFormat.write(
                trace, title: name(of: recording.header), to: { out.append($0) }, progress: progress.show)
        case .csv:
            // Other programs get texts as they are; a terminal would obey them.
            let isShown = output == "-" && StandardStream.output.isTerminal
            CSVFormat.write(trace, to: { out.append(isShown ? $0.harmless : $0) }, progress: progress.show)
        case .svg: out.append(recording.chart(theme, columns: columns))
        }
        try out.finish()
        return .success
    }

    /// Whatever says what the run is of: at last the file's own name.
    private func name(of header: TraceHeader) -> String {
        if let told = [header.scenario, header.title].first(where: { !$0.isEmpty }) { return told }
        let stem = file.split(separator: "/").last?.split(separator: ".").first.map(String.init)
        return file == "-" ? programName : stem ?? file
    }
}
