import ArgumentParser
import LaneCanvas

/// `threadlanes list`: what there is to run.
struct ListCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the scenarios, by chapter.")

    @Flag(
        help:
            "Print a JSON array of objects with name, title, summary, chapter and concepts, and the schedule it is best seen with, if any."
    )
    var json = false

    private struct Entry: Encodable {
        let name: String
        let title: String
        let summary: String
        let chapter: String
        let concepts: [String]
        /// As `--schedule` reads it.
        let schedule: String?
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        try StandardStream.output.write(json ? objects(catalogue) : lines(catalogue))
        return .success
    }

    private func objects(_ catalogue: Catalogue) throws -> String {
        let entries = catalogue.chapters.flatMap(\.scenarios).map {
            Entry(
                name: $0.name, title: $0.title, summary: $0.summary, chapter: $0.chapter,
                concepts: $0.concepts, schedule: $0.schedule?.schedule.description)
        }
        return try String(json: entries)
    }

    /// A line for each scenario, its name, its title, and the schedule it is best seen with; under headings where there is more than one chapter.
    private func lines(_ catalogue: Catalogue) -> String {
        let width = catalogue.scenarios.map { DisplayText.width(of: DisplayText.escaped($0.name)) }.max() ?? 0
        let chapters = catalogue.chapters
        let hasHeadings = chapters.count > 1
        return chapters.map { chapter in
            let heading = hasHeadings ? DisplayText.escaped(chapter.name) + "\n" : ""
            return chapter.scenarios.reduce(into: heading) { text, scenario in
                let name = DisplayText.padded(DisplayText.escaped(scenario.name), to: width)
                let schedule = scenario.schedule.map { "  (\($0.schedule.words()))" } ?? ""
                text +=
                    "\(hasHeadings ? "  " : "")\(name)  \(DisplayText.escaped(scenario.title))\(schedule)\n"
            }
        }.joined(separator: "\n")
    }
}
